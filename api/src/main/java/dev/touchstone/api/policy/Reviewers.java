package dev.touchstone.api.policy;

import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.wire.Check;
import dev.touchstone.api.wire.Defaulted;
import dev.touchstone.api.wire.Limits;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who reviews a pipeline, and where.
///
/// @param channel the channel its cards are posted to, such as `#reviews` or a Slack channel id; null posts no cards
/// @param allow reviewer ids that may decide; when empty, the user group or membership of the channel says
/// @param userGroup id of a Slack user group whose members may decide; null for none
public record Reviewers(
        @Limits(minSize = 1, maxSize = 80) @Nullable String channel,
        @Defaulted("[]") List<ReviewerId> allow,
        @Limits(minSize = 1, maxSize = 80) @Nullable String userGroup) {
    public static final Reviewers NOBODY_IN_PARTICULAR = new Reviewers(null, List.of(), null);

    public Reviewers {
        Check.optionalLabel("channel", channel, 80);
        allow = allow == null ? List.of() : List.copyOf(allow);
        allow.forEach(id -> Check.label("allow", id.value(), 100));
        Check.optionalLabel("user_group", userGroup, 80);
    }
}

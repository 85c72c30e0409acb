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
/// @param leads reviewer ids that may also search the pipeline's outputs and ask for reviews at the console
/// @param owners reviewer ids that may also see the pipeline's quality at the console
public record Reviewers(
        @Limits(minSize = 1, maxSize = 80) @Nullable String channel,
        @Defaulted("[]") List<ReviewerId> allow,
        @Limits(minSize = 1, maxSize = 80) @Nullable String userGroup,
        @Defaulted("[]") List<ReviewerId> leads,
        @Defaulted("[]") List<ReviewerId> owners) {
    public static final Reviewers NOBODY_IN_PARTICULAR = new Reviewers(null, List.of(), null);

    /// Without anybody who may do more than review.
    public Reviewers(@Nullable String channel, List<ReviewerId> allow, @Nullable String userGroup) {
        this(channel, allow, userGroup, List.of(), List.of());
    }

    public Reviewers {
        Check.optionalLabel("channel", channel, 80);
        allow = people("allow", allow);
        leads = people("leads", leads);
        owners = people("owners", owners);
        Check.optionalLabel("user_group", userGroup, 80);
    }

    private static List<ReviewerId> people(String field, @Nullable List<ReviewerId> ids) {
        List<ReviewerId> people = ids == null ? List.of() : List.copyOf(ids);
        people.forEach(id -> Check.label(field, id.value(), 100));
        return people;
    }
}

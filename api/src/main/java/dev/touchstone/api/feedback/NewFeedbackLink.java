package dev.touchstone.api.feedback;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.wire.Check;
import dev.touchstone.api.wire.Defaulted;
import dev.touchstone.api.wire.HumanDurations;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.api.wire.Limits;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A wish for a link with which somebody without a key gives feedback on one output. One of the two ids is required;
/// where both are given, Touchstone's counts.
///
/// @param pipeline the pipeline's name
/// @param outputId the output, by the id of its receipt
/// @param externalId the output, by the pipeline's own id, at most 200 characters; it may arrive later
/// @param kinds what the link allows; a thumb by default
/// @param validFor how long it holds, from a minute to thirty days; default 3d
public record NewFeedbackLink(
        @Limits(pattern = Check.NAME_PATTERN) String pipeline,
        @Nullable OutputId outputId,
        @Limits(minSize = 1, maxSize = 200) @Nullable String externalId,

        @Defaulted("[\"thumb\"]") @Limits(minSize = 1, maxSize = 15)
        List<FeedbackKind> kinds,

        @Defaulted("3d") Duration validFor) {
    private static final Duration LONGEST = Duration.ofDays(30);
    private static final int MOST_KINDS = 15;

    public NewFeedbackLink {
        Check.name("pipeline", pipeline);
        if (outputId == null && externalId == null) {
            throw new InvalidField("external_id", "or output_id is required: they say which output it is about");
        }
        if (outputId != null) {
            Check.label("output_id", outputId.value(), 200);
        }
        Check.optionalLabel("external_id", externalId, 200);
        kinds = kinds == null ? List.of(FeedbackKind.THUMB) : List.copyOf(kinds);
        if (kinds.isEmpty() || kinds.size() > MOST_KINDS) {
            throw new InvalidField("kinds", "must be 1 to " + MOST_KINDS + ", were " + kinds.size());
        }
        validFor = validFor == null ? Duration.ofDays(3) : validFor;
        if (validFor.compareTo(Duration.ofMinutes(1)) < 0 || validFor.compareTo(LONGEST) > 0) {
            throw new InvalidField("valid_for", "must be from 1m to 30d, was " + HumanDurations.format(validFor));
        }
    }

    /// One thumb on an output that the pipeline calls by this id.
    public static NewFeedbackLink thumb(String pipeline, String externalId) {
        return new NewFeedbackLink(pipeline, null, externalId, List.of(FeedbackKind.THUMB), Duration.ofDays(3));
    }
}

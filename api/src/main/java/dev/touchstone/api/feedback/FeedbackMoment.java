package dev.touchstone.api.feedback;

import dev.touchstone.api.wire.Check;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.api.wire.Limits;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// When and where it happened, as the client saw it.
///
/// @param at by the client's clock, which may be wrong: more than 12 hours before the arrival or five minutes after
///     it, the arrival counts
/// @param session what the user was in the middle of, at most 200 characters; stored as a pseudonym
/// @param position at which place of a list the output was shown, from 1 to 10,000
/// @param visibleMs for how many milliseconds it was on the screen, at most a day
public record FeedbackMoment(
        @Nullable Instant at,
        @Limits(minSize = 1, maxSize = 200) @Nullable String session,
        @Limits(min = 1, max = 10_000) @Nullable Integer position,
        @Limits(min = 0, max = 86_400_000) @Nullable Long visibleMs) {
    public FeedbackMoment {
        if (at != null && at.isBefore(Instant.EPOCH)) {
            throw new InvalidField("at", "must not be before 1970, was " + at);
        }
        Check.optionalLabel("session", session, 200);
        if (position != null && (position < 1 || position > 10_000)) {
            throw new InvalidField("position", "must be from 1 to 10000, was " + position);
        }
        if (visibleMs != null && (visibleMs < 0 || visibleMs > 86_400_000)) {
            throw new InvalidField("visible_ms", "must be from 0 to 86400000, was " + visibleMs);
        }
    }

    public static FeedbackMoment at(Instant at) {
        return new FeedbackMoment(at, null, null, null);
    }

    public static FeedbackMoment in(String session) {
        return new FeedbackMoment(null, session, null, null);
    }
}

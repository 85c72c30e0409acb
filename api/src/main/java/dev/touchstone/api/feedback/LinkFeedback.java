package dev.touchstone.api.feedback;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.wire.Check;
import dev.touchstone.api.wire.Limits;
import org.jspecify.annotations.Nullable;

/// What somebody with a link did; which output it is about, the link says.
///
/// @param kind one of those that the link allows
/// @param value as in [NewFeedback]
/// @param comment likewise
/// @param correction likewise
/// @param moment likewise
public record LinkFeedback(
        FeedbackKind kind,
        @Nullable JsonNode value,
        @Limits(maxSize = 4000) @Nullable String comment,
        @Nullable JsonNode correction,
        @Nullable FeedbackMoment moment) {
    public LinkFeedback {
        Check.present("kind", kind);
        value = value == null || value.isNull() ? null : value;
        correction = correction == null || correction.isNull() ? null : correction;
    }
}

package dev.touchstone.api.feedback;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A stored event.
///
/// @param id Touchstone's id
/// @param eventId the caller's own id
/// @param kind what was done
/// @param value the value as a number, 1 and 0 for a thumb; null without one
/// @param actor who did it, as a pseudonym; null when nobody was named
public record FeedbackEvent(
        String id,
        String eventId,
        FeedbackKind kind,
        @Nullable Double value,
        @Nullable String actor,
        @JsonUnwrapped Words words,
        @JsonUnwrapped Times times) {
    /// What was said.
    ///
    /// @param comment the user's own words; null without any, and once retention has removed them
    /// @param correction what it should have been; null likewise
    /// @param question what was asked next; null likewise
    public record Words(
            @Nullable String comment,
            @Nullable JsonNode correction,
            @Nullable String question) {}

    /// When.
    ///
    /// @param happenedAt when it happened: by the client's clock if that is believable, or else when it arrived
    /// @param receivedAt when it arrived
    public record Times(Instant happenedAt, Instant receivedAt) {}
}

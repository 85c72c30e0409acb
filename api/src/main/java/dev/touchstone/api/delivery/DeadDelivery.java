package dev.touchstone.api.delivery;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.id.PipelineName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A delivery that was given up after its last attempt: for a channel, for an endpoint, or a piece of the backend's
/// own work.
///
/// @param id names it for a replay
/// @param consumer who was to carry it out: `channel`, `webhook`, or the name of a feature
/// @param kind what it was to tell or to do
/// @param pipeline the pipeline it belongs to
/// @param target the channel or URL it was for; absent for the backend's own work
/// @param subject what it is about, such as a review's id
/// @param payload what was told, by kind
public record DeadDelivery(
        String id,
        String consumer,
        String kind,
        PipelineName pipeline,
        @Nullable String target,
        String subject,
        JsonNode payload,
        @JsonUnwrapped Tries tries) {
    /// How it was tried.
    ///
    /// @param attempts how often it was tried
    /// @param createdAt when it was written
    /// @param lastError why the last attempt failed
    public record Tries(
            int attempts, Instant createdAt, @Nullable String lastError) {}
}

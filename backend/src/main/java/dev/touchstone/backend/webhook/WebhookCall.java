package dev.touchstone.backend.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.backend.outbox.Leased;
import java.time.Instant;

/// What an endpoint hears: the same at every attempt.
///
/// @param id by which a receiver drops what it has heard before
/// @param event the `type` of the body, such as `verdict.settled`
/// @param pipeline whose key signs it
/// @param createdAt when it came to be
/// @param data what is told
public record WebhookCall(String id, String event, PipelineName pipeline, Instant createdAt, JsonNode data) {
    static WebhookCall of(Leased job) {
        return new WebhookCall(job.id(), job.kind(), job.pipeline(), job.createdAt(), job.payload());
    }
}

package dev.touchstone.backend.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.delivery.DeadDelivery;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.wire.Json;
import java.time.Instant;
import org.jdbi.v3.core.mapper.Nested;
import org.jspecify.annotations.Nullable;

/// Public only because JDBI binds through public methods. A row of the outbox.
///
/// @param subject what it is about
public record DeliveryRow(
        String id,
        @Nested Address address,
        String kind,
        PipelineName pipeline,
        String subject,
        String payload,
        String state,
        @Nested Tries tries) {
    /// Who carries it out, and where to.
    ///
    /// @param consumer who carries it out: `channel` (the bot), `webhook`, or that of a [WorkKind]
    /// @param lane deliveries of one lane keep their order; null for none
    /// @param target the channel or URL
    public record Address(
            String consumer,
            @Nullable String lane,
            @Nullable String target) {}

    /// How often it was tried, and when it may be again, in epoch milliseconds.
    public record Tries(
            int attempts,
            long createdAtMs,
            long notBeforeMs,
            @Nullable Long leaseUntilMs,
            @Nullable String lastError) {}

    static DeliveryRow of(String id, Job job, long nowMs) {
        return switch (job) {
            case Job.ForChannel it ->
                ready(id, Outbox.CHANNEL, it.kind().wire(), it.channel(), it.channel(), it, nowMs);
            case Job.ForEndpoint it -> ready(id, Outbox.WEBHOOK, it.event().wire(), null, it.url(), it, nowMs);
            case Job.Work it -> ready(id, it.kind().consumer(), it.kind().name(), it.lane(), null, it, nowMs);
        };
    }

    private static DeliveryRow ready(
            String id,
            String consumer,
            String kind,
            @Nullable String lane,
            @Nullable String target,
            Job job,
            long nowMs) {
        String payload = Json.write(job.payload());
        return new DeliveryRow(
                id,
                new Address(consumer, lane, target),
                kind,
                job.pipeline(),
                job.subject(),
                payload,
                "ready",
                new Tries(0, nowMs, nowMs, null, null));
    }

    Leased leased() {
        return new Leased(
                id,
                kind,
                pipeline,
                address.target(),
                subject,
                Json.read(payload, JsonNode.class),
                tries.attempts(),
                Instant.ofEpochMilli(tries.createdAtMs()),
                Instant.ofEpochMilli(tries.leaseUntilMs() == null ? tries.createdAtMs() : tries.leaseUntilMs()));
    }

    DeadDelivery dead() {
        return new DeadDelivery(
                id,
                address.consumer(),
                kind,
                pipeline,
                address.target(),
                subject,
                Json.read(payload, JsonNode.class),
                new DeadDelivery.Tries(tries.attempts(), Instant.ofEpochMilli(tries.createdAtMs()), tries.lastError()));
    }
}

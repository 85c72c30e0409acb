package dev.touchstone.backend.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.delivery.Delivery;
import dev.touchstone.api.delivery.DeliveryKind;
import dev.touchstone.api.wire.Json;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Public only because JDBI binds through public methods. A row of the outbox.
///
/// @param consumer who delivers it: `channel` (the bot), `webhook`, `judge` or `action`
/// @param lane deliveries of one lane keep their order; null for none
/// @param target the channel or URL
/// @param subject what it is about
public record DeliveryRow(
        String id,
        String consumer,
        String kind,
        String pipeline,
        @Nullable String lane,
        @Nullable String target,
        String subject,
        String payload,
        String state,
        int attempts,
        long createdAtMs,
        long notBeforeMs,
        @Nullable Long leaseUntilMs,
        @Nullable String lastError) {

    Delivery wire() {
        return new Delivery(
                id,
                kindOf(kind),
                pipeline,
                target,
                subject,
                Json.read(payload, JsonNode.class),
                attempts,
                Instant.ofEpochMilli(createdAtMs),
                Instant.ofEpochMilli(leaseUntilMs == null ? createdAtMs : leaseUntilMs));
    }

    static DeliveryKind kindOf(String wire) {
        return Arrays.stream(DeliveryKind.values())
                .filter(kind -> kind.wire().equals(wire))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("unknown delivery kind " + wire));
    }
}

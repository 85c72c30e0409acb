package dev.touchstone.sandbox.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.sandbox.workspace.Json;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A payload on its way to the app.
///
/// @param attempt 0 at first, then the number of the retry
public record Envelope(
        String id,
        Kind kind,
        ObjectNode payload,
        int attempt,
        @Nullable String retryReason) {
    public enum Kind {
        INTERACTIVE("interactive"),
        EVENT("events_api"),
        COMMAND("slash_commands");

        private final String wireName;

        Kind(String wireName) {
            this.wireName = wireName;
        }

        String wireName() {
            return wireName;
        }
    }

    static Envelope of(Kind kind, ObjectNode payload) {
        return new Envelope(UUID.randomUUID().toString(), kind, payload, 0, null);
    }

    /// The same envelope once more. The id stays, so that an app can see that it knows it already.
    Envelope again(String reason) {
        return new Envelope(id, kind, payload, attempt + 1, reason);
    }

    /// What the inspector calls it: the payload's type, the event's type, or the command.
    String name() {
        return switch (kind) {
            case INTERACTIVE -> payload.path("type").asText("");
            case EVENT -> payload.path("event").path("type").asText("");
            case COMMAND -> payload.path("command").asText("");
        };
    }

    /// The frame Socket Mode sends.
    ObjectNode toJson() {
        ObjectNode json = Json.object()
                .put("envelope_id", id)
                .put("type", kind.wireName())
                .put("accepts_response_payload", kind != Kind.EVENT);
        json.set("payload", payload);
        if (attempt > 0) {
            json.put("retry_attempt", attempt).put("retry_reason", retryReason);
        }
        return json;
    }
}

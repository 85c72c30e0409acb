package dev.touchstone.sandbox.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.sandbox.workspace.Json;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One request and its answer.
///
/// @param number counts up from 1
/// @param name the Web API method, or the payload type of an envelope
/// @param status the HTTP status; 200 for an acknowledged envelope; 0 when no answer came or it was lost on purpose
/// @param error Slack's error code or what went wrong
public record Exchange(
        long number,
        Instant at,
        Kind kind,
        String name,
        JsonNode request,
        int status,
        JsonNode response,
        @Nullable String error,
        Duration took) {
    public enum Kind {
        /// The app called a Web API method.
        CALL,
        /// The app posted to a `response_url`.
        RESPONSE_URL,
        /// The app uploaded a file's bytes.
        UPLOAD,
        /// The sandbox delivered an envelope or a signed request to the app.
        ENVELOPE,
        /// A socket opened or closed.
        SOCKET
    }

    public boolean ok() {
        return error == null;
    }

    public ObjectNode toJson() {
        ObjectNode json = Json.object()
                .put("number", number)
                .put("at", at.toEpochMilli())
                .put("kind", kind.name())
                .put("name", name)
                .put("status", status)
                .put("error", error)
                .put("ms", took.toMillis());
        json.set("request", request);
        json.set("response", response);
        return json;
    }
}

package dev.touchstone.backend.drift.action;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import dev.touchstone.api.wire.Json;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// PagerDuty's Events API v2, with the incidents that events lead to.
final class MockPagerDuty extends MockService {
    static final String KEY = "e93facc04764012d7bfb002500d5d1a6";

    private static final Set<String> FIELDS =
            Set.of("routing_key", "event_action", "dedup_key", "payload", "client", "client_url", "links", "images");
    private static final Set<String> PAYLOAD =
            Set.of("summary", "source", "severity", "timestamp", "component", "group", "class", "custom_details");

    private final Map<String, String> incidents = new ConcurrentHashMap<>();
    private final List<JsonNode> events = new CopyOnWriteArrayList<>();

    /// By their key: `triggered`, `acknowledged` or `resolved`. A resolved one is not opened again by the same
    /// key: that would be a new one, and is what must not happen.
    Map<String, String> incidents() {
        return incidents;
    }

    /// Every event that was taken.
    List<JsonNode> events() {
        return events;
    }

    @Override
    Answer answer(HttpExchange exchange, String body) {
        if (!exchange.getRequestURI().getPath().equals("/v2/enqueue")
                || !exchange.getRequestMethod().equals("POST")) {
            return Answer.of(404, Map.of("message", "Not Found"));
        }
        JsonNode event = Json.read(body, JsonNode.class);
        List<String> errors = errors(event);
        if (!errors.isEmpty()) {
            return Answer.of(
                    400, Map.of("status", "invalid event", "message", "Event object is invalid", "errors", errors));
        }
        events.add(event);
        String key = event.get("dedup_key").asText();
        switch (event.get("event_action").asText()) {
            case "trigger" ->
                incidents.merge(key, "triggered", (was, now) -> was.equals("resolved") ? "opened twice" : was);
            case "acknowledge" -> incidents.computeIfPresent(key, (k, was) -> "acknowledged");
            default -> incidents.computeIfPresent(key, (k, was) -> "resolved");
        }
        return Answer.of(202, Map.of("status", "success", "message", "Event processed", "dedup_key", key));
    }

    private static List<String> errors(JsonNode event) {
        List<String> errors = new ArrayList<>();
        unknown(event, FIELDS, errors);
        if (event.path("routing_key").asText().length() != 32) {
            errors.add("Length of 'routing_key' is incorrect (should be 32 characters)");
        }
        String action = event.path("event_action").asText();
        if (!Set.of("trigger", "acknowledge", "resolve").contains(action)) {
            errors.add(
                    "'event_action' is invalid (must be one of the following: 'trigger', 'acknowledge' or 'resolve')");
        }
        int key = event.path("dedup_key").asText().length();
        if (key > 255 || key == 0) {
            errors.add("'dedup_key' is missing or too long");
        }
        if (action.equals("trigger")) {
            payload(event.path("payload"), errors);
        }
        return errors;
    }

    private static void payload(JsonNode payload, List<String> errors) {
        unknown(payload, PAYLOAD, errors);
        String summary = payload.path("summary").asText();
        if (summary.isBlank() || summary.length() > 1024) {
            errors.add("'payload.summary' is missing, blank or longer than 1024 characters");
        }
        if (payload.path("source").asText().isBlank()) {
            errors.add("'payload.source' is missing or blank");
        }
        if (!Set.of("critical", "error", "warning", "info")
                .contains(payload.path("severity").asText())) {
            errors.add("'payload.severity' is invalid");
        }
        try {
            Instant.parse(payload.path("timestamp").asText());
        } catch (DateTimeParseException e) {
            errors.add("'payload.timestamp' is not in ISO 8601");
        }
    }

    private static void unknown(JsonNode node, Set<String> known, List<String> errors) {
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                errors.add("'" + name + "' is unknown");
            }
        });
    }
}

package dev.touchstone.backend.otlp.genai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.backend.otlp.span.Span;
import java.util.Optional;
import java.util.Set;

/// Looks up what a span says under one of the names of [Fields], wherever its instrumentation puts it: an attribute, an
/// event, or attributes with numbers.
final class Said {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String DETAILS = "gen_ai.client.inference.operation.details";
    /// One event for each message, with its role in the event's name.
    private static final Set<String> MESSAGES =
            Set.of("gen_ai.system.message", "gen_ai.user.message", "gen_ai.assistant.message", "gen_ai.tool.message");

    private Said() {}

    /// @param name of [Fields#OUTPUT] or [Fields#QUERY]
    static JsonNode of(Span span, Fields field, String name) {
        return switch (name) {
            case DETAILS ->
                event(span, DETAILS, field == Fields.OUTPUT ? "gen_ai.output.messages" : "gen_ai.input.messages");
            case "gen_ai.choice" -> choice(span);
            case "gen_ai.content.completion" -> event(span, name, "gen_ai.completion");
            case "gen_ai.content.prompt" -> event(span, name, "gen_ai.prompt");
            case "gen_ai.system.message" -> messages(span);
            case "ai.response.toolCalls" -> calls(span.get(name));
            default -> attribute(span, name);
        };
    }

    private static JsonNode attribute(Span span, String name) {
        int number = name.indexOf(".N");
        if (number < 0) {
            return span.get(name);
        }
        String inner = name.substring(number + 2).replaceFirst("^\\.", "");
        ArrayNode list = Indexed.list(span, name.substring(0, number), inner);
        ArrayNode messages = JSON.arrayNode();
        for (JsonNode one : list) {
            messages.add(message(one));
        }
        return messages.isEmpty() ? MissingNode.getInstance() : messages;
    }

    /// From flat names such as `message.contents.0.message_content.text` and `tool_calls.0.name`.
    private static ObjectNode message(JsonNode flat) {
        ObjectNode message = JSON.objectNode();
        message.put("role", flat.path("role").asText("user"));
        message.set("content", flat.path("content").isMissingNode() ? JSON.textNode("") : flat.path("content"));
        ArrayNode contents = Indexed.within(flat, "contents", "message_content");
        if (!contents.isEmpty()) {
            message.set("content", contents);
        }
        ArrayNode calls = JSON.arrayNode();
        Indexed.within(flat, "tool_calls", "tool_call")
                .forEach(call -> calls.addObject()
                        .put("id", call.path("id").asText(""))
                        .put("name", call.path("function.name").asText(""))
                        .set("arguments", call.path("function.arguments")));
        if (calls.isEmpty()) {
            Indexed.within(flat, "tool_calls", "")
                    .forEach(call -> calls.addObject()
                            .put("id", call.path("id").asText(""))
                            .put("name", call.path("name").asText(""))
                            .set("arguments", call.path("arguments")));
        }
        if (!calls.isEmpty()) {
            message.set("tool_calls", calls);
        }
        for (String id : Set.of("tool_call_id", "id")) {
            if (flat.has(id)) {
                message.set("tool_call_id", flat.path(id));
            }
        }
        return message;
    }

    private static JsonNode event(Span span, String event, String attribute) {
        return span.events().stream()
                .filter(one -> one.name().equals(event))
                .map(one -> one.attributes().get(attribute))
                .filter(value -> value != null && !value.isNull())
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    /// The first of the choices.
    private static JsonNode choice(Span span) {
        Optional<Span.Event> found = span.events().stream()
                .filter(event -> event.name().equals("gen_ai.choice"))
                .findFirst();
        if (found.isEmpty()) {
            return MissingNode.getInstance();
        }
        JsonNode message = Turns.read(found.get().attributes().getOrDefault("message", MissingNode.getInstance()));
        ObjectNode turn = JSON.objectNode().put("role", "assistant");
        if (message.isObject()) {
            turn.setAll((ObjectNode) message);
            turn.put("role", "assistant");
        } else {
            found.get().attributes().forEach(turn::set);
            turn.put("role", "assistant");
        }
        return turn;
    }

    private static JsonNode messages(Span span) {
        ArrayNode turns = JSON.arrayNode();
        for (Span.Event event : span.events()) {
            if (MESSAGES.contains(event.name())) {
                ObjectNode turn = turns.addObject();
                turn.put("role", event.name().split("\\.")[1]);
                event.attributes().forEach(turn::set);
                if (!turn.has("content")) {
                    turn.put("content", "");
                }
            }
        }
        return turns.isEmpty() ? MissingNode.getInstance() : turns;
    }

    private static JsonNode calls(JsonNode value) {
        JsonNode calls = Turns.read(value);
        if (!calls.isArray() || calls.isEmpty()) {
            return MissingNode.getInstance();
        }
        ObjectNode turn = JSON.objectNode().put("role", "assistant").put("content", "");
        turn.set("tool_calls", calls);
        return turn;
    }
}

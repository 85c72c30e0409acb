package dev.touchstone.backend.otlp.genai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.chat.ChatMessage;
import dev.touchstone.api.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes what instrumentations call messages OpenAI's chat form. They differ in how they name roles, parts and calls of
/// tools, and in whether they send JSON or a text that is JSON.
final class Turns {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Turns() {}

    /// Messages, if that is what it is: a list of them, one alone, or an object that holds them.
    static Optional<List<ObjectNode>> of(JsonNode value) {
        JsonNode read = read(value);
        if (read.isObject()) {
            for (String holder : List.of("messages", "input_messages", "output_messages")) {
                if (read.path(holder).isArray()) {
                    return of(read.path(holder));
                }
            }
            JsonNode choice = read.path("choices").path(0).path("message");
            if (choice.isObject()) {
                return of(choice);
            }
            if (isPrompt(read)) {
                return Optional.of(prompt(read));
            }
        }
        List<ObjectNode> turns = new ArrayList<>();
        for (JsonNode one : read.isArray() ? read : JSON.arrayNode().add(read)) {
            JsonNode message = one.path("message").isObject() ? one.path("message") : one;
            if (!isMessage(message)) {
                return Optional.empty();
            }
            turns.addAll(turns(message));
        }
        return turns.isEmpty() ? Optional.empty() : Optional.of(turns);
    }

    /// The JSON that a text is; the text itself when it is none.
    static JsonNode read(JsonNode value) {
        if (!value.isTextual()) {
            return value;
        }
        String text = value.textValue().strip();
        if (!text.startsWith("[") && !text.startsWith("{")) {
            return value;
        }
        try {
            return Json.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            return value;
        }
    }

    private static boolean isMessage(JsonNode one) {
        return one.isObject()
                && one.path("role").isTextual()
                && (one.has("content") || one.has("parts") || one.has("contents") || one.has("tool_calls"));
    }

    /// `{system, prompt}`, as Vercel's SDK writes what it was called with.
    private static boolean isPrompt(JsonNode read) {
        return read.path("prompt").isTextual() || read.path("prompt").isArray();
    }

    private static List<ObjectNode> prompt(JsonNode read) {
        List<ObjectNode> turns = new ArrayList<>();
        if (read.path("system").isTextual()) {
            turns.add(message("system", read.path("system").textValue()));
        }
        JsonNode prompt = read.path("prompt");
        turns.addAll(of(prompt).orElseGet(() -> List.of(message(ChatMessage.USER, textOf(prompt)))));
        return turns;
    }

    static ObjectNode message(String role, String text) {
        return JSON.objectNode().put("role", role).put("content", text);
    }

    private static String textOf(JsonNode value) {
        return value.isTextual() ? value.textValue() : value.toString();
    }

    private static String role(String said) {
        return switch (said.toLowerCase(Locale.ROOT)) {
            case "system" -> "system";
            case "developer" -> "developer";
            case "assistant", "ai", "model" -> ChatMessage.ASSISTANT;
            case "tool", "function" -> ChatMessage.TOOL;
            default -> ChatMessage.USER;
        };
    }

    /// Mostly one; a message whose parts are answers of several tools becomes one for each.
    private static List<ObjectNode> turns(JsonNode message) {
        String role = role(message.path("role").asText());
        List<ObjectNode> answers = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        ArrayNode calls = JSON.arrayNode();
        JsonNode content = message.has("parts")
                ? message.path("parts")
                : message.has("contents") ? message.path("contents") : message.path("content");
        JsonNode parts =
                read(content).isArray() ? read(content) : JSON.arrayNode().add(content);
        for (JsonNode part : parts) {
            Part read = Part.of(part);
            switch (read) {
                case Part.Text text -> {
                    if (!text.text().isEmpty()) {
                        texts.add(text.text());
                    }
                }
                case Part.Call call -> calls.add(call.json());
                case Part.Result result -> answers.add(result.json());
            }
        }
        for (JsonNode call : read(message.path("tool_calls"))) {
            calls.add(Part.Call.of(call).json());
        }
        ObjectNode turn = message(role, String.join("\n", texts));
        if (role.equals(ChatMessage.TOOL)) {
            if (!answers.isEmpty()) {
                return answers;
            }
            turn.put("tool_call_id", label(message.path("tool_call_id"), message.path("id")));
            return List.of(turn);
        }
        if (!calls.isEmpty() && role.equals(ChatMessage.ASSISTANT)) {
            turn.set("tool_calls", calls);
            if (texts.isEmpty()) {
                turn.putNull("content");
            }
        }
        List<ObjectNode> turns = new ArrayList<>(answers);
        if (answers.isEmpty() || !texts.isEmpty() || !calls.isEmpty()) {
            turns.add(turn);
        }
        return turns;
    }

    /// A text that may stand as an id or a name: never empty.
    static String label(JsonNode... candidates) {
        for (JsonNode one : candidates) {
            if (one.isValueNode() && !one.isNull() && !one.asText().isBlank()) {
                String text = one.asText().strip();
                return text.length() > 200 ? text.substring(0, 200) : text;
            }
        }
        return "unknown";
    }

    /// A part of a message.
    private sealed interface Part {
        record Text(String text) implements Part {}

        /// @param arguments as the model wrote them
        record Call(String id, String name, String arguments) implements Part {
            static Call of(JsonNode call) {
                JsonNode named = call.path("function").isObject() ? call.path("function") : call;
                JsonNode arguments = first(named, "arguments", "args", "input");
                return new Call(
                        label(call.path("id"), call.path("toolCallId"), call.path("tool_call_id")),
                        label(named.path("name"), named.path("toolName")),
                        arguments.isMissingNode() || arguments.isNull() ? "{}" : textOf(arguments));
            }

            ObjectNode json() {
                ObjectNode json = JSON.objectNode().put("id", id).put("type", "function");
                json.putObject("function").put("name", name).put("arguments", arguments);
                return json;
            }
        }

        record Result(String callId, String text) implements Part {
            ObjectNode json() {
                return message(ChatMessage.TOOL, text).put("tool_call_id", callId);
            }
        }

        static Part of(JsonNode part) {
            if (!part.isObject()) {
                return new Text(part.isNull() || part.isMissingNode() ? "" : textOf(part));
            }
            String type = part.path("type").asText("").replace('-', '_');
            return switch (type) {
                case "text", "reasoning", "input_text", "output_text", "" -> text(part, type);
                case "tool_call", "tool_use" -> Call.of(part);
                case "tool_call_response", "tool_result" -> {
                    JsonNode said = first(part, "response", "result", "output", "content");
                    JsonNode value = said.path("value").isMissingNode() ? said : said.path("value");
                    yield new Result(
                            label(part.path("id"), part.path("toolCallId"), part.path("tool_use_id")), textOf(value));
                }
                // A picture or a file: what it is, not its bytes.
                default -> new Text("[" + (type.length() > 40 ? type.substring(0, 40) : type) + "]");
            };
        }

        private static Part text(JsonNode part, String type) {
            // What a model thought is not what it said.
            if (type.equals("reasoning")) {
                return new Text("");
            }
            JsonNode text = first(part, "text", "content");
            return new Text(text.isMissingNode() ? part.toString() : textOf(text));
        }
    }

    private static JsonNode first(JsonNode object, String... names) {
        for (String name : names) {
            if (object.has(name)) {
                return object.path(name);
            }
        }
        return object.path(names[0]);
    }

    /// What was asked: without instructions in front of it, and a single text of a user as that text.
    static @Nullable JsonNode query(List<ObjectNode> turns) {
        List<ObjectNode> rest = turns.stream().dropWhile(Turns::instructs).toList();
        if (rest.isEmpty()) {
            return null;
        }
        ObjectNode only = rest.getFirst();
        boolean text =
                rest.size() == 1 && ChatMessage.USER.equals(only.path("role").textValue());
        return text ? only.path("content") : JSON.arrayNode().addAll(rest);
    }

    /// The instructions in front of a conversation; empty without any.
    static Optional<String> instructions(List<ObjectNode> turns) {
        List<String> said = turns.stream()
                .takeWhile(Turns::instructs)
                .map(turn -> turn.path("content").asText(""))
                .filter(text -> !text.isBlank())
                .toList();
        return said.isEmpty() ? Optional.empty() : Optional.of(String.join("\n\n", said));
    }

    private static boolean instructs(ObjectNode turn) {
        String role = turn.path("role").asText();
        return role.equals("system") || role.equals("developer");
    }

    /// What was answered: a message that only says something is its text.
    static @Nullable JsonNode output(List<ObjectNode> turns) {
        ObjectNode last = turns.getLast();
        if (!last.has("tool_calls")) {
            String text = last.path("content").asText("");
            return text.isBlank() ? null : TextNode.valueOf(text);
        }
        return last.put("role", ChatMessage.ASSISTANT);
    }
}

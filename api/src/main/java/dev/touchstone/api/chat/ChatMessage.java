package dev.touchstone.api.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One message of a conversation. It reads whatever is there: what a message must be is for [ChatForm] to say when it
/// comes in.
///
/// @param json as it was sent
public record ChatMessage(JsonNode json) {
    public static final String ASSISTANT = "assistant";
    public static final String USER = "user";
    public static final String TOOL = "tool";

    /// An output that is a message of the assistant; empty for texts and any other JSON. A role alone makes no message:
    /// a reader of applications has that field too.
    public static Optional<ChatMessage> ofOutput(JsonNode output) {
        boolean message = output.isObject()
                && ASSISTANT.equals(output.path("role").textValue())
                && (output.has("content") || output.has("tool_calls"));
        return message ? Optional.of(new ChatMessage(output)) : Optional.empty();
    }

    /// Who speaks: `system`, `developer`, `user`, `assistant` or `tool`.
    public String role() {
        return json.path("role").asText("");
    }

    /// The name that the message gives its speaker; null without one.
    public @Nullable String name() {
        return json.path("name").textValue();
    }

    /// Which call a tool answers; null for everybody else.
    public @Nullable String callId() {
        return json.path("tool_call_id").textValue();
    }

    /// What is said: the text, or the texts of its parts; a part that is none stands as what it is, such as
    /// `[image_url]`. Empty when nothing is said.
    public String text() {
        JsonNode content = json.path("content");
        if (content.isTextual()) {
            return content.textValue();
        }
        List<String> parts = new ArrayList<>();
        for (JsonNode part : content) {
            parts.add(partText(part));
        }
        String refusal = json.path("refusal").asText("");
        if (parts.isEmpty() && !refusal.isEmpty()) {
            return refusal;
        }
        return String.join("\n", parts);
    }

    private static String partText(JsonNode part) {
        String type = part.path("type").asText("");
        return switch (type) {
            case "text" -> part.path("text").asText();
            case "refusal" -> part.path("refusal").asText();
            default -> "[" + type + "]";
        };
    }

    /// What an output says, for telling whether two say the same. Of a message it is the text or, where tools are
    /// called,
    /// text and calls without their ids, which are drawn anew each time; anything else is what it is.
    public static JsonNode meaning(JsonNode output) {
        ChatMessage message = ofOutput(output).orElse(null);
        if (message == null || message.hasOtherParts()) {
            return output;
        }
        List<ToolCall> calls = message.calls();
        if (calls.isEmpty()) {
            return TextNode.valueOf(message.text());
        }
        ObjectNode meaning = JsonNodeFactory.instance.objectNode().put("content", message.text());
        ArrayNode called = meaning.putArray("calls");
        calls.forEach(call -> called.addObject().put("name", call.name()).set("arguments", call.parsed()));
        return meaning;
    }

    private boolean hasOtherParts() {
        for (JsonNode part : json.path("content")) {
            if (!part.path("type").asText("").equals("text")) {
                return true;
            }
        }
        return false;
    }

    /// The tools it calls, in order; mostly none.
    public List<ToolCall> calls() {
        List<ToolCall> calls = new ArrayList<>();
        for (JsonNode call : json.path("tool_calls")) {
            calls.add(ToolCall.of(call));
        }
        return List.copyOf(calls);
    }
}

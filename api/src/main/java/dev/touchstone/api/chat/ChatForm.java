package dev.touchstone.api.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.wire.Check;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.api.wire.Json;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a conversation must be to be taken in. Faults name the place, such as `3/tool_calls/0/function/name`.
public final class ChatForm {
    /// More turns than anybody has talked with a model; longer traces are cut by the limit on bodies first.
    public static final int MOST_MESSAGES = 2_000;

    private static final int MOST_CALLS = 128;
    private static final int LABEL = 200;
    private static final Set<String> ROLES =
            Set.of("system", "developer", ChatMessage.USER, ChatMessage.ASSISTANT, ChatMessage.TOOL);

    private ChatForm() {}

    /// A text or a list of messages.
    ///
    /// @param field where the value stands; empty for what is read as a whole
    /// @throws InvalidField at the first fault
    public static void query(String field, JsonNode value) {
        if (value.isTextual()) {
            Check.storable(field, value.textValue());
            return;
        }
        if (!value.isArray()) {
            throw new InvalidField(field, "must be a text or a list of chat messages {role, content}");
        }
        if (value.isEmpty() || value.size() > MOST_MESSAGES) {
            throw new InvalidField(field, "must hold 1 to " + MOST_MESSAGES + " messages, has " + value.size());
        }
        for (int i = 0; i < value.size(); i++) {
            message(at(field, String.valueOf(i)), value.get(i));
        }
    }

    /// An output, which may be anything; one that is a message must be a whole one.
    ///
    /// @throws InvalidField at the first fault
    public static void output(String field, @Nullable JsonNode value) {
        if (value != null && ChatMessage.ofOutput(value).isPresent()) {
            message(field, value);
        }
    }

    /// What a cell of a table says, where everything is text: a conversation or a message of the assistant that is
    /// written
    /// as JSON is one, anything else stays the text that it is.
    public static JsonNode cell(String text) {
        String start = text.stripLeading();
        if (!start.startsWith("[") && !start.startsWith("{")) {
            return TextNode.valueOf(text);
        }
        try {
            JsonNode read = Json.mapper().readTree(text);
            if (read.isArray()) {
                query("", read);
                return read;
            }
            output("", read);
            return ChatMessage.ofOutput(read).isPresent() ? read : TextNode.valueOf(text);
        } catch (JsonProcessingException | InvalidField e) {
            return TextNode.valueOf(text);
        }
    }

    private static void message(String at, JsonNode message) {
        if (!message.isObject()) {
            throw new InvalidField(at, "must be a message {role, content}");
        }
        String role = message.path("role").asText("");
        if (!ROLES.contains(role)) {
            throw new InvalidField(
                    at(at, "role"), "must be system, developer, user, assistant or tool, was '" + cut(role) + "'");
        }
        content(at(at, "content"), message, role.equals(ChatMessage.ASSISTANT));
        optionalLabel(at(at, "name"), message.get("name"));
        if (role.equals(ChatMessage.TOOL)) {
            label(at(at, "tool_call_id"), message.get("tool_call_id"), "the id of the call that it answers");
        }
        calls(at, message, role);
    }

    private static void content(String at, JsonNode message, boolean mayBeAbsent) {
        JsonNode content = message.path("content");
        if (content.isTextual() || (content.isNull() || content.isMissingNode()) && mayBeAbsent) {
            return;
        }
        if (!content.isArray()) {
            throw new InvalidField(
                    at, "must be a text or a list of parts {type, text}" + (mayBeAbsent ? ", or absent" : ""));
        }
        for (int i = 0; i < content.size(); i++) {
            JsonNode part = content.get(i);
            String place = at(at, String.valueOf(i));
            if (!part.path("type").isTextual()) {
                throw new InvalidField(place, "must be a part with a type, such as {\"type\": \"text\", \"text\": …}");
            }
            label(at(place, "type"), part.get("type"), "what kind of part it is");
            if (part.path("type").textValue().equals("text")
                    && !part.path("text").isTextual()) {
                throw new InvalidField(at(place, "text"), "must be a text");
            }
        }
    }

    private static void calls(String at, JsonNode message, String role) {
        JsonNode calls = message.path("tool_calls");
        String place = at(at, "tool_calls");
        if (calls.isMissingNode() || calls.isNull()) {
            return;
        }
        if (!role.equals(ChatMessage.ASSISTANT)) {
            throw new InvalidField(place, "is for the assistant alone, not for a message of the " + role);
        }
        if (!calls.isArray() || calls.size() > MOST_CALLS) {
            throw new InvalidField(place, "must be a list of at most " + MOST_CALLS + " calls");
        }
        for (int i = 0; i < calls.size(); i++) {
            call(at(place, String.valueOf(i)), calls.get(i));
        }
    }

    /// Arguments need not be JSON: that a model wrote none is what reviewers are to see.
    private static void call(String at, JsonNode call) {
        JsonNode named = call.path("function").isObject() ? call.path("function") : call.path("custom");
        String kind = call.path("custom").isObject() ? "custom" : "function";
        if (!named.isObject()) {
            throw new InvalidField(at, "must be a call {id, type, function: {name, arguments}}");
        }
        optionalLabel(at(at, "id"), call.get("id"));
        label(at(at, kind + "/name"), named.get("name"), "the tool's name");
        String text = kind.equals("function") ? "arguments" : "input";
        if (!named.path(text).isTextual()) {
            throw new InvalidField(
                    at(at, kind + "/" + text), "must be a text, as models write it: an object goes in as JSON text");
        }
    }

    private static void label(String at, @Nullable JsonNode value, String what) {
        if (value == null || !value.isTextual()) {
            throw new InvalidField(at, "is required as a text: " + what);
        }
        Check.label(at, value.textValue(), LABEL);
    }

    private static void optionalLabel(String at, @Nullable JsonNode value) {
        if (value != null && !value.isNull()) {
            label(at, value, "at most " + LABEL + " characters");
        }
    }

    private static String at(String place, String member) {
        return place.isEmpty() ? member : place + "/" + member;
    }

    private static String cut(String role) {
        return role.length() <= 40 ? role : role.substring(0, 40) + "…";
    }
}

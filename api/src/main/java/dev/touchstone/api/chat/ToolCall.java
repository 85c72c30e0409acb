package dev.touchstone.api.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.wire.Json;
import org.jspecify.annotations.Nullable;

/// One call of a tool, as a model wrote it.
///
/// @param id what the tool's answer names; null when the call has none
/// @param name the tool
/// @param arguments as the model wrote them: mostly a JSON object as text, but models also write what is none
public record ToolCall(@Nullable String id, String name, String arguments) {
    static ToolCall of(JsonNode call) {
        JsonNode function = call.path("function");
        JsonNode custom = call.path("custom");
        return function.isObject()
                ? new ToolCall(
                        call.path("id").textValue(),
                        function.path("name").asText(),
                        function.path("arguments").asText())
                : new ToolCall(
                        call.path("id").textValue(),
                        custom.path("name").asText(),
                        custom.path("input").asText());
    }

    /// The arguments as JSON; as a text when they are none.
    public JsonNode parsed() {
        try {
            JsonNode parsed = Json.mapper().readTree(arguments);
            return parsed == null || parsed.isMissingNode() ? TextNode.valueOf(arguments) : parsed;
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(arguments);
        }
    }
}

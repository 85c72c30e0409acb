package dev.touchstone.sandbox.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import org.jspecify.annotations.Nullable;

/// What a message says. An update replaces all of it.
public record Body(
        String text,
        ArrayNode blocks,
        ArrayNode attachments,
        ArrayNode files,
        @Nullable JsonNode metadata) {
    public static Body ofText(String text) {
        return new Body(text, Json.array(), Json.array(), Json.array(), null);
    }
}

package dev.touchstone.bot.card.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.wire.Json;
import org.jspecify.annotations.Nullable;

/// How JSON values read: a text without its quotes, anything else as compact JSON, nothing as a dash.
public final class AttributeText {
    static final String NONE = "–";

    private AttributeText() {}

    public static String of(@Nullable JsonNode value) {
        if (value == null || value.isNull() || value.isMissingNode()) {
            return NONE;
        }
        return value.isTextual() ? value.textValue() : Json.write(value);
    }

    /// What an output reads as: a text as it is, JSON indented.
    public static String whole(JsonNode output) {
        return output.isTextual() ? output.textValue() : PrettyJson.write(output);
    }
}

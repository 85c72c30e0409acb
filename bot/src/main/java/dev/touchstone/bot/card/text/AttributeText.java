package dev.touchstone.bot.card.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.chat.ChatMessage;
import dev.touchstone.api.wire.Json;
import org.jspecify.annotations.Nullable;

/// How JSON values read: a text without its quotes, a chat message as what it says, anything else as JSON, nothing as
/// a dash.
public final class AttributeText {
    static final String NONE = "–";

    private AttributeText() {}

    public static String of(@Nullable JsonNode value) {
        if (value == null || value.isNull() || value.isMissingNode()) {
            return NONE;
        }
        return value.isTextual()
                ? value.textValue()
                : ChatMessage.ofOutput(value).map(MessageText::line).orElseGet(() -> Json.write(value));
    }

    /// What an output reads as: a text as it is, a message as what it says, JSON indented.
    public static String whole(JsonNode output) {
        return output.isTextual()
                ? output.textValue()
                : ChatMessage.ofOutput(output).map(MessageText::whole).orElseGet(() -> PrettyJson.write(output));
    }
}

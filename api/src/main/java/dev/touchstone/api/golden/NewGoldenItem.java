package dev.touchstone.api.golden;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.chat.ChatForm;
import dev.touchstone.api.output.Context;
import dev.touchstone.api.wire.Check;
import dev.touchstone.api.wire.Defaulted;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.api.wire.Limits;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An item of a set that was made elsewhere.
///
/// @param query what was asked: a text, or a list of chat messages
/// @param systemPrompt the instructions
/// @param context what there was to answer from
/// @param output what a model said, if that is known
/// @param target the right answer: a text, a message of the assistant, or any JSON; null makes it a negative, which
///     needs an output
/// @param note where it comes from, or why it is right; at most 3,000 characters
/// @param stratumKeys what datasets may tell items apart by
/// @param metadata anything; keys that the policy names in `golden.groups` keep items on one side
public record NewGoldenItem(
        @Nullable JsonNode query,
        @Nullable String systemPrompt,
        @Nullable Context context,
        @Nullable JsonNode output,
        @Nullable JsonNode target,
        @Limits(maxSize = 3000) @Nullable String note,
        @Defaulted("{}") Map<String, String> stratumKeys,
        @Defaulted("{}") Map<String, JsonNode> metadata) {
    public NewGoldenItem {
        query = orAbsent(query);
        output = orAbsent(output);
        target = orAbsent(target);
        if (query != null) {
            ChatForm.query("query", query);
        }
        ChatForm.output("output", output);
        ChatForm.output("target", target);
        if (query != null && query.isTextual() && query.textValue().isBlank() && context == null) {
            throw new InvalidField("query", "is blank; say what was asked");
        }
        if (query == null && context == null) {
            throw new InvalidField("query", "is required, or a context: an item has to say what was asked");
        }
        if (target == null && output == null) {
            throw new InvalidField("target", "is required, or an output that is wrong");
        }
        Check.note(note);
        stratumKeys = stratumKeys == null ? Map.of() : stratumKeys;
        metadata = metadata == null ? Map.of() : metadata;
    }

    private static @Nullable JsonNode orAbsent(@Nullable JsonNode value) {
        return value == null || value.isNull() ? null : value;
    }
}

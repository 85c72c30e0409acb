package dev.touchstone.bot.card.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.api.chat.ChatMessage;
import dev.touchstone.bot.card.kit.ModalState;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Puts a corrected message together: its text from the parts of the form, its calls from their inputs. Whatever the
/// form has no field for stays as the model wrote it.
final class MessageCorrection {
    private final ObjectNode message;

    private MessageCorrection(ChatMessage original) {
        this.message = original.json().deepCopy();
    }

    /// The corrected message, or null when nothing was changed.
    ///
    /// @param text the edited text; null when it was left as it is
    /// @param errors takes a message by block id for every field that cannot be read
    static @Nullable JsonNode read(
            ChatMessage original,
            TextPart.@Nullable Edited text,
            List<CallInput> calls,
            ModalState state,
            FormValues values,
            Map<String, String> errors) {
        MessageCorrection correction = new MessageCorrection(original);
        boolean changed = correction.calls(calls, state, values, errors);
        if (text != null) {
            changed = true;
            correction.message.put("content", text.text().isBlank() ? null : text.text());
        }
        if (!changed) {
            return null;
        }
        ChatMessage corrected = new ChatMessage(correction.message);
        if (corrected.text().isBlank() && corrected.calls().isEmpty()) {
            errors.put(
                    text == null ? TextPart.blockId(state, 0) : text.block(),
                    "The corrected output is empty. Write what it should say, or reject it instead.");
            return null;
        }
        return correction.message;
    }

    private boolean calls(List<CallInput> inputs, ModalState state, FormValues values, Map<String, String> errors) {
        boolean changed = false;
        JsonNode calls = message.path("tool_calls");
        // From the last, so that places before it stay what they are.
        for (CallInput input : inputs.reversed()) {
            switch (input.read(state, values, errors)) {
                case CallInput.Change.None none -> {}
                case CallInput.Change.Removed removed -> {
                    JsonNode unused = ((ArrayNode) calls).remove(input.index());
                    changed = true;
                }
                case CallInput.Change.Arguments arguments -> {
                    ObjectNode call = (ObjectNode) calls.get(input.index());
                    call.withObjectProperty(input.custom() ? "custom" : "function")
                            .put(input.custom() ? "input" : "arguments", arguments.arguments());
                    changed = true;
                }
            }
        }
        if (changed && calls.isEmpty()) {
            message.remove("tool_calls");
        }
        return changed;
    }
}

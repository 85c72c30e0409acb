package dev.touchstone.bot.card.form;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.slack.api.model.block.LayoutBlock;
import dev.touchstone.api.chat.ChatMessage;
import dev.touchstone.api.chat.ToolCall;
import dev.touchstone.api.wire.Json;
import dev.touchstone.bot.card.kit.ModalState;
import dev.touchstone.bot.card.kit.Modals;
import dev.touchstone.bot.card.text.JsonError;
import dev.touchstone.bot.card.text.MessageText;
import dev.touchstone.bot.card.text.SlackText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The input for the arguments of one call of a tool. A dash takes the call away.
///
/// @param index its place among the calls, from 0
/// @param custom whether the tool takes free text rather than JSON
/// @param shown what the input is filled with
record CallInput(int index, ToolCall call, boolean custom, String shown) {
    private static final int MOST = 2900;
    private static final int LABEL = 120;
    private static final String NOTHING = "–";

    static List<CallInput> of(ChatMessage message) {
        List<CallInput> inputs = new ArrayList<>();
        for (ToolCall call : message.calls()) {
            JsonNode json = message.json().path("tool_calls").path(inputs.size());
            String shown = SlackText.clean(MessageText.arguments(call)).strip();
            inputs.add(new CallInput(inputs.size(), call, !json.path("function").isObject(), shown));
        }
        return inputs;
    }

    boolean fits() {
        return shown.length() <= MOST;
    }

    String blockId(ModalState state) {
        return state.block(actionId());
    }

    private String actionId() {
        return "call." + index;
    }

    LayoutBlock block(ModalState state, boolean focus) {
        String label = "Arguments of " + SlackText.plainLine(MessageText.tool(call.name()), LABEL);
        return Modals.input(
                blockId(state),
                custom ? label : label + " (JSON)",
                Modals.textInput(actionId(), shown, true, focus),
                true,
                "To take this call away, write only –");
    }

    /// What became of a call.
    sealed interface Change {
        record None() implements Change {}

        record Removed() implements Change {}

        /// @param arguments the new ones, as they go into the message
        record Arguments(String arguments) implements Change {}
    }

    /// @param errors takes a message when what was written cannot be read
    Change read(ModalState state, FormValues values, Map<String, String> errors) {
        @Nullable String typed = values.text(actionId());
        if (typed == null || typed.strip().equals(shown)) {
            return new Change.None();
        }
        String text = typed.strip();
        if (text.isEmpty() || text.equals(NOTHING)) {
            return text.isEmpty() ? new Change.None() : new Change.Removed();
        }
        if (custom) {
            return new Change.Arguments(text);
        }
        try {
            JsonNode arguments = Json.mapper().readTree(text);
            if (!arguments.isObject()) {
                errors.put(
                        blockId(state),
                        "Arguments are one JSON object, such as {\"id\": 5}. To take the call away," + " write only –");
                return new Change.None();
            }
            // Only the layout was edited.
            return arguments.equals(call.parsed()) ? new Change.None() : new Change.Arguments(Json.write(arguments));
        } catch (JsonProcessingException e) {
            errors.put(blockId(state), JsonError.of(e, "Arguments are JSON, and this is not"));
            return new Change.None();
        }
    }
}

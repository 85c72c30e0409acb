package dev.touchstone.bot.card.form;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.slack.api.model.block.LayoutBlock;
import dev.touchstone.api.wire.Json;
import dev.touchstone.bot.card.kit.ModalState;
import dev.touchstone.bot.card.kit.Modals;
import dev.touchstone.bot.card.text.JsonError;
import dev.touchstone.bot.card.text.PrettyJson;
import dev.touchstone.bot.card.text.SlackText;
import dev.touchstone.bot.card.text.TextCut;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One of the inputs that together hold an output's text. Slack drops the space around what is typed and characters
/// we do not show; a part that was not edited is therefore taken from the original.
///
/// @param index its place, from 0
/// @param raw its piece of the original text
/// @param shown what the input is filled with: clean, without space around it
record TextPart(int index, String raw, String shown) {
    /// A correction may be half as long again as what it corrects, and an input holds 3,000 characters.
    private static final int MOST = 2000;

    private static final String NOTHING = "–";

    static List<TextPart> of(String text) {
        int parts = (text.length() + MOST - 1) / MOST;
        // Parts of like size; without the extra room the last one would be a stub.
        int size = parts < 2 ? MOST : Math.min(MOST, text.length() / parts + 200);
        List<String> pieces = text.isEmpty() ? List.of("") : TextCut.split(text, size);
        List<TextPart> result = new ArrayList<>();
        for (String piece : pieces) {
            result.add(new TextPart(result.size(), piece, SlackText.clean(piece).strip()));
        }
        return result;
    }

    static String join(List<TextPart> parts) {
        return parts.stream().map(TextPart::raw).collect(Collectors.joining());
    }

    static String blockId(ModalState state, int index) {
        return state.block("output." + index);
    }

    private String actionId() {
        return "output." + index;
    }

    LayoutBlock block(ModalState state, int parts, boolean prose, boolean focus) {
        String label = prose ? "Output" : "Output (JSON)";
        return Modals.input(
                blockId(state, index),
                parts == 1 ? label : label + ", part " + (index + 1) + " of " + parts,
                Modals.textInput(actionId(), shown, true, focus),
                SlackText.orElse(shown, "").isEmpty(),
                parts == 1 ? null : "To remove this part, write only –");
    }

    /// The corrected output, or null when no part was edited.
    static @Nullable JsonNode read(
            List<TextPart> parts,
            String tail,
            JsonNode original,
            ModalState state,
            FormValues values,
            Map<String, String> errors) {
        Edited edited = edited(parts, tail, state, values, parts.size() > 1);
        if (edited == null) {
            return null;
        }
        return original.isTextual()
                ? prose(edited.text(), edited.block(), errors)
                : json(edited.text(), original, edited.block(), errors);
    }

    /// A text with an edit in it.
    ///
    /// @param block of the first part that was edited
    record Edited(String text, String block) {}

    /// The text of all parts, or null when no part was edited.
    ///
    /// @param removable whether a dash takes a part away
    static @Nullable Edited edited(
            List<TextPart> parts, String tail, ModalState state, FormValues values, boolean removable) {
        StringBuilder text = new StringBuilder();
        int firstEdited = -1;
        for (TextPart part : parts) {
            String edited = part.edited(values, removable);
            text.append(edited == null ? part.raw : edited);
            firstEdited = firstEdited < 0 && edited != null ? part.index : firstEdited;
        }
        return firstEdited < 0 ? null : new Edited(text.append(tail).toString(), blockId(state, firstEdited));
    }

    /// Null when untouched.
    private @Nullable String edited(FormValues values, boolean removable) {
        String typed = values.text(actionId());
        if (typed == null || typed.strip().equals(shown)) {
            return null;
        }
        if (removable && typed.strip().equals(NOTHING)) {
            return "";
        }
        int start = raw.length() - raw.stripLeading().length();
        int end = raw.isBlank() ? raw.length() : raw.stripTrailing().length();
        return raw.substring(0, start) + typed.strip() + raw.substring(end);
    }

    private static @Nullable JsonNode prose(String text, String block, Map<String, String> errors) {
        if (text.isBlank()) {
            errors.put(block, "The corrected output is empty. Write what it should say, or reject it instead.");
            return null;
        }
        return TextNode.valueOf(text);
    }

    private static @Nullable JsonNode json(String text, JsonNode original, String block, Map<String, String> errors) {
        try {
            JsonNode node = Json.mapper().readTree(text);
            if (node == null || node.isMissingNode() || node.isNull()) {
                errors.put(block, "The corrected output is empty. Write JSON, or reject it instead.");
                return null;
            }
            // Only the layout was edited.
            JsonNode before = Json.mapper().readTree(PrettyJson.write(original));
            return node.equals(before) ? null : node;
        } catch (JsonProcessingException e) {
            errors.put(block, JsonError.of(e, "The output is JSON, and this is not"));
            return null;
        }
    }
}

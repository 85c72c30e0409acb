package dev.touchstone.bot.card.form;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.slack.api.model.block.LayoutBlock;
import dev.touchstone.api.output.Attribute;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.wire.Json;
import dev.touchstone.bot.card.kit.ModalState;
import dev.touchstone.bot.card.kit.Modals;
import dev.touchstone.bot.card.review.Doubts;
import dev.touchstone.bot.card.text.AttributeText;
import dev.touchstone.bot.card.text.JsonError;
import dev.touchstone.bot.card.text.SlackText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The input for one attribute. A cleared field and an untouched one both come back as null, so "there is no value"
/// has to be written: as a dash.
///
/// @param index its place in the order of names, which names its field: names are too free to be ids
/// @param name the attribute's name
/// @param attribute what the model said
/// @param shown what the input is filled with; empty when there is no value
record AttributeInput(int index, String name, Attribute attribute, String shown) {
    private static final int MOST = 2900;
    private static final int ONE_LINE = 80;
    private static final int LABEL = 150;
    private static final Set<String> NOTHING = Set.of("-", "–", "—");

    static List<AttributeInput> of(NewOutput body) {
        List<AttributeInput> inputs = new ArrayList<>();
        body.attributes()
                .forEach((name, attribute) -> inputs.add(new AttributeInput(
                        inputs.size(),
                        name,
                        attribute,
                        attribute.missing()
                                ? ""
                                : SlackText.clean(AttributeText.of(attribute.value()))
                                        .strip())));
        return inputs;
    }

    boolean fits() {
        return shown.length() <= MOST;
    }

    String blockId(ModalState state) {
        return state.block(actionId());
    }

    private String actionId() {
        return "attribute." + index;
    }

    LayoutBlock block(ModalState state, Doubts doubts, boolean focus) {
        boolean multiline = shown.length() > ONE_LINE || shown.indexOf('\n') >= 0;
        return Modals.input(
                blockId(state), label(doubts), Modals.textInput(actionId(), shown, multiline, focus), true, null);
    }

    private String label(Doubts doubts) {
        String label = SlackText.orElse(SlackText.plainLine(name, LABEL), "attribute " + (index + 1));
        @Nullable String doubt = doubts.about(name, attribute);
        return doubt == null ? label : label + " · ⚠️ doubtful: " + doubt;
    }

    /// @param changed takes the new value, if there is one
    void read(ModalState state, FormValues values, Map<String, JsonNode> changed, Map<String, String> errors) {
        @Nullable String typed = values.text(actionId());
        if (typed == null || typed.strip().equals(shown)) {
            return;
        }
        String text = typed.strip();
        if (text.isEmpty() || NOTHING.contains(text)) {
            if (!attribute.missing()) {
                changed.put(name, NullNode.getInstance());
            }
            return;
        }
        try {
            JsonNode value = parse(text);
            if (!same(value, attribute.value())) {
                changed.put(name, value);
            }
        } catch (JsonProcessingException e) {
            errors.put(blockId(state), problem(e));
        }
    }

    /// Keeps the kind of the original: a number stays a number, a text is never read as one. Where there was no
    /// value, a JSON number, truth value, list or object is taken as such.
    private JsonNode parse(String text) throws JsonProcessingException {
        JsonNode original = attribute.value();
        if (original.isTextual() && !attribute.missing()) {
            return TextNode.valueOf(text);
        }
        if (!attribute.missing()) {
            return Json.mapper().readTree(text);
        }
        try {
            JsonNode value = Json.mapper().readTree(text);
            return value.isNull() || value.isMissingNode() ? TextNode.valueOf(text) : value;
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(text);
        }
    }

    private static boolean same(JsonNode value, JsonNode original) {
        return value.isNumber() && original.isNumber()
                ? value.decimalValue().compareTo(original.decimalValue()) == 0
                : value.equals(original);
    }

    private String problem(JsonProcessingException e) {
        JsonNode original = attribute.value();
        if (original.isNumber()) {
            return "This was a number: write one such as 12.5, or a text in double quotes, or – for no value.";
        }
        if (original.isBoolean()) {
            return "Write true or false, or a text in double quotes, or – for no value.";
        }
        return JsonError.of(e, "This was JSON, and what you wrote is not");
    }
}

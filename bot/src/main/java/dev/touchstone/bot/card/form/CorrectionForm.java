package dev.touchstone.bot.card.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.slack.api.model.block.LayoutBlock;
import dev.touchstone.api.chat.ChatMessage;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.bot.card.kit.Kit;
import dev.touchstone.bot.card.kit.ModalState;
import dev.touchstone.bot.card.review.Doubts;
import dev.touchstone.bot.card.text.AttributeText;
import dev.touchstone.bot.card.text.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The inputs that correct an output: its text in parts, its calls of tools and its attributes one by one. The same
/// output gives the same
/// fields every time, so that the answer can be read without having kept the question.
final class CorrectionForm {
    private final List<TextPart> parts;
    private final String tail;
    private final @Nullable ChatMessage message;
    private final List<CallInput> calls;
    private final int hiddenCalls;
    private final List<AttributeInput> attributes;
    private final int hiddenAttributes;
    private final NewOutput body;

    private CorrectionForm(NewOutput body, Size most) {
        this.body = body;
        this.message = ChatMessage.ofOutput(body.output()).orElse(null);
        boolean text = body.attributes().isEmpty() || body.output().isTextual() || message != null;
        String whole = message == null ? AttributeText.whole(body.output()) : message.text();
        List<TextPart> all = text ? TextPart.of(whole) : List.of();
        this.parts = all.subList(0, Math.min(most.parts(), all.size()));
        this.tail = TextPart.join(all.subList(parts.size(), all.size()));
        List<AttributeInput> inputs = AttributeInput.of(body);
        this.attributes = fitting(inputs, most);
        this.hiddenAttributes = inputs.size() - attributes.size();
        List<CallInput> called = message == null ? List.of() : CallInput.of(message);
        this.calls =
                called.stream().filter(CallInput::fits).limit(most.attributes()).toList();
        this.hiddenCalls = called.size() - calls.size();
    }

    /// How much one form may carry.
    ///
    /// @param parts inputs for the text
    /// @param attributes inputs for attributes
    /// @param characters what the attributes' inputs may be filled with altogether
    record Size(int parts, int attributes, int characters) {}

    static CorrectionForm of(NewOutput body, Size most) {
        return new CorrectionForm(body, most);
    }

    private static List<AttributeInput> fitting(List<AttributeInput> inputs, Size most) {
        List<AttributeInput> fitting = new ArrayList<>();
        int room = most.characters();
        for (AttributeInput input : inputs) {
            if (input.fits() && input.shown().length() <= room && fitting.size() < most.attributes()) {
                room -= input.shown().length();
                fitting.add(input);
            }
        }
        return fitting;
    }

    /// Whether the output itself can be changed here, so that all of it is seen; otherwise its attributes can.
    boolean correctsOutput() {
        return !parts.isEmpty();
    }

    /// @param doubts marks the doubtful attributes, unless the review is blind
    /// @param focus whether the first field takes the cursor
    List<LayoutBlock> blocks(ModalState state, Doubts doubts, boolean focus) {
        List<LayoutBlock> blocks = new ArrayList<>();
        for (TextPart part : parts) {
            blocks.add(part.block(state, parts.size(), prose(), focus && blocks.isEmpty()));
        }
        if (!tail.isEmpty()) {
            blocks.add(Kit.context("✂️ The form ends here; the last " + Words.count(tail.length())
                    + " characters stay as they are. To change them, use the API; *Show full* on the"
                    + " card shows them."));
        }
        calls.forEach(call -> blocks.add(call.block(state, false)));
        if (hiddenCalls > 0) {
            blocks.add(Kit.context("✂️ " + Words.counted(hiddenCalls, "more call is", "more calls are")
                    + " too many or too long for this form and stay unchanged. To change them, use the"
                    + " API; *Show full* on the card shows them."));
        }
        if (!attributes.isEmpty()) {
            blocks.add(Kit.context("Leave what is right. Write – where there should be no value."));
        }
        boolean cursor = focus && parts.isEmpty();
        for (AttributeInput input : attributes) {
            blocks.add(input.block(
                    state,
                    doubts,
                    cursor && input.index() == attributes.getFirst().index()));
        }
        if (hiddenAttributes > 0) {
            blocks.add(Kit.context("✂️ " + Words.counted(hiddenAttributes, "more attribute is", "more attributes are")
                    + " too many or too long for this form and stay unchanged. To change them, use the"
                    + " API; *Show full* on the card shows them."));
        }
        return blocks;
    }

    /// @param errors takes a message by block id for every field that cannot be read
    Correction read(ModalState state, FormValues values, Map<String, String> errors) {
        Map<String, JsonNode> changed = new LinkedHashMap<>();
        for (AttributeInput input : attributes) {
            input.read(state, values, changed, errors);
        }
        return new Correction(output(state, values, errors), changed);
    }

    private @Nullable JsonNode output(ModalState state, FormValues values, Map<String, String> errors) {
        if (message == null) {
            return TextPart.read(parts, tail, body.output(), state, values, errors);
        }
        boolean removable = parts.size() > 1 || !calls.isEmpty();
        TextPart.@Nullable Edited text = TextPart.edited(parts, tail, state, values, removable);
        return MessageCorrection.read(message, text, calls, state, values, errors);
    }

    private boolean prose() {
        return body.output().isTextual() || message != null;
    }

    /// Where to say that something about the correction is wrong.
    String firstBlock(ModalState state) {
        return parts.isEmpty() && !attributes.isEmpty()
                ? attributes.getFirst().blockId(state)
                : TextPart.blockId(state, 0);
    }
}

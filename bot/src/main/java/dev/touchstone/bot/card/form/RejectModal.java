package dev.touchstone.bot.card.form;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.view.View;
import com.slack.api.model.view.ViewState;
import dev.touchstone.api.chat.ChatForm;
import dev.touchstone.api.chat.ChatMessage;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.review.DecisionReason;
import dev.touchstone.api.review.ReviewDetail;
import dev.touchstone.api.rubric.Rubric;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.api.wire.Json;
import dev.touchstone.bot.card.kit.ActionIds;
import dev.touchstone.bot.card.kit.ModalState;
import dev.touchstone.bot.card.kit.Modals;
import dev.touchstone.bot.card.review.Doubts;
import dev.touchstone.bot.card.review.ReviewCard;
import dev.touchstone.bot.card.text.JsonError;
import dev.touchstone.bot.card.text.SlackText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Rejects an output: a reason, which feeds the digest; an answer to each line of the rubric; a note; and, where the
/// reviewer knows it, what would have been right.
public final class RejectModal {
    private static final ReasonFields.Question WHY = new ReasonFields.Question("Why is it rejected?", false, true);
    private static final int ERROR = 300;
    private static final String CORRECT = "correct";
    private static final String HINT =
            "If you know it: what it should have said, in up to 3,000 characters. It joins the golden set.";
    private static final String MESSAGE =
            " If it should have called a tool, write the whole message: {\"role\": \"assistant\", \"tool_calls\": …}";

    private RejectModal() {}

    public static View of(ReviewDetail detail, ModalState state) {
        Rubric rubric = detail.policy().rubric();
        @Nullable NewOutput body = detail.output().body();
        List<LayoutBlock> blocks = new ArrayList<>();
        blocks.addAll(ReviewCard.content(detail, state.review()));
        blocks.addAll(new ReasonFields(rubric, body, state).blocks(WHY, Modals.MENU));
        blocks.addAll(WrongAttributes.blocks(body, Doubts.of(detail.review(), detail.policy()), state));
        blocks.addAll(FormFields.rubric(rubric, state));
        blocks.add(FormFields.note(state));
        blocks.add(Modals.input(
                state.block(CORRECT),
                isText(body) || isMessage(body) ? "Correct output" : "Correct output (JSON)",
                Modals.textInput(CORRECT, "", true, false),
                true,
                isMessage(body) ? HINT + MESSAGE : HINT));
        return Modals.form(ActionIds.REJECT_MODAL, "Reject", "Reject", blocks, state);
    }

    /// Reads a submitted form as [EditModal#read] does.
    public static Reading<DecisionInput> read(
            ReviewDetail detail, ModalState state, @Nullable Map<String, Map<String, ViewState.Value>> values) {
        FormValues form = new FormValues(values);
        Map<String, String> errors = new HashMap<>();
        Rubric rubric = detail.policy().rubric();
        @Nullable
        DecisionReason reason = new ReasonFields(rubric, detail.output().body(), state).read(form, errors);
        if (reason == null && errors.isEmpty()) {
            errors.put(state.block(ReasonFields.REASON), "Choose a reason: it tells the prompt's authors what to fix.");
        }
        Correction correction = new Correction(correct(detail, state, form, errors), Map.of());
        return errors.isEmpty()
                ? new Reading.Valid<>(new DecisionInput(
                        state,
                        DecisionAction.REJECT,
                        correction,
                        reason,
                        FormFields.readRubric(form, rubric),
                        WrongAttributes.read(form, detail.output().body(), Map.of()),
                        FormFields.readNote(form),
                        true))
                : new Reading.Invalid<>(errors);
    }

    private static @Nullable JsonNode correct(
            ReviewDetail detail, ModalState state, FormValues values, Map<String, String> errors) {
        String typed = values.text(CORRECT);
        if (typed == null || typed.isBlank()) {
            return null;
        }
        if (isText(detail.output().body())) {
            return TextNode.valueOf(typed.strip());
        }
        boolean message = isMessage(detail.output().body());
        if (message && !typed.strip().startsWith("{")) {
            return TextNode.valueOf(typed.strip());
        }
        try {
            JsonNode output = Json.mapper().readTree(typed);
            if (message && ChatMessage.ofOutput(output).isEmpty()) {
                errors.put(state.block(CORRECT), "This is no message of the assistant." + MESSAGE);
            }
            ChatForm.output("", output);
            return output;
        } catch (InvalidField e) {
            errors.put(state.block(CORRECT), SlackText.plainLine(e.field() + " " + e.getMessage(), ERROR));
            return null;
        } catch (JsonProcessingException e) {
            errors.put(state.block(CORRECT), JsonError.of(e, "The output is JSON, and this is not"));
            return null;
        }
    }

    private static boolean isMessage(@Nullable NewOutput body) {
        return body != null && ChatMessage.ofOutput(body.output()).isPresent();
    }

    private static boolean isText(@Nullable NewOutput body) {
        return body == null || body.output().isTextual();
    }
}

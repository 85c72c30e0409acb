package dev.touchstone.bot.card.form;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.view.View;
import com.slack.api.model.view.ViewState;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.review.DecisionReason;
import dev.touchstone.api.review.ReviewDetail;
import dev.touchstone.api.rubric.Rubric;
import dev.touchstone.api.rubric.RubricAnswer;
import dev.touchstone.bot.card.kit.ActionIds;
import dev.touchstone.bot.card.kit.ModalState;
import dev.touchstone.bot.card.kit.Modals;
import dev.touchstone.bot.card.review.Doubts;
import dev.touchstone.bot.card.review.HiddenNote;
import dev.touchstone.bot.card.review.ReviewCard;
import dev.touchstone.bot.card.text.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Corrects an output: its text in inputs of Slack's size, or one input for each attribute. Submitting it unchanged
/// approves.
public final class EditModal {
    /// Within the view's 100 blocks and a size that Slack opens quickly.
    private static final CorrectionForm.Size SIZE = new CorrectionForm.Size(20, 55, 30_000);

    private static final ReasonFields.Question WHY =
            new ReasonFields.Question("Why did it need the change?", true, false);

    private EditModal() {}

    public static View of(ReviewDetail detail, ModalState state) {
        @Nullable NewOutput body = detail.output().body();
        if (body == null) {
            return Modals.note("Edit", Words.GONE + "; there is nothing to correct.");
        }
        Rubric rubric = detail.policy().rubric();
        List<LayoutBlock> blocks = new ArrayList<>();
        blocks.addAll(ReviewCard.query(body, state.review()));
        CorrectionForm form = form(body);
        if (!form.correctsOutput()) {
            blocks.addAll(ReviewCard.besideAttributes(body, state.review()));
        }
        blocks.addAll(HiddenNote.of(body));
        blocks.addAll(form.blocks(state, Doubts.of(detail.review(), detail.policy()), true));
        blocks.addAll(ReviewCard.beside(detail, state.review()));
        ReasonFields reason = new ReasonFields(rubric, body, state);
        if (reason.sourced()) {
            blocks.addAll(reason.blocks(WHY, Modals.MENU));
        }
        blocks.addAll(FormFields.wrong(rubric, state));
        blocks.add(FormFields.note(state));
        blocks.add(FormFields.golden(state));
        return Modals.form(ActionIds.EDIT_MODAL, "Edit", "Save", blocks, state);
    }

    /// @param detail the review as it is now; outputs never change, so its fields are the ones that were shown
    /// @param state what the view's `private_metadata` said
    /// @param values `view.state.values`; null and missing values mean "unchanged"
    public static Reading<DecisionInput> read(
            ReviewDetail detail, ModalState state, @Nullable Map<String, Map<String, ViewState.Value>> values) {
        FormValues form = new FormValues(values);
        Map<String, String> errors = new HashMap<>();
        @Nullable NewOutput body = detail.output().body();
        Correction correction = body == null ? Correction.NONE : form(body).read(state, form, errors);
        Map<String, RubricAnswer> wrong =
                FormFields.readWrong(form, detail.policy().rubric());
        @Nullable DecisionReason reason = new ReasonFields(detail.policy().rubric(), body, state).read(form, errors);
        if (errors.isEmpty() && correction.isEmpty() && !(wrong.isEmpty() && reason == null)) {
            errors.put(
                    wrong.isEmpty() ? state.block(ReasonFields.REASON) : FormFields.wrongBlock(state),
                    "Nothing was corrected above, which approves the output. Correct it, untick this, or reject it.");
        }
        return errors.isEmpty()
                ? new Reading.Valid<>(new DecisionInput(
                        state,
                        correction.isEmpty() ? DecisionAction.APPROVE : DecisionAction.EDIT,
                        correction,
                        reason,
                        wrong,
                        Map.of(),
                        FormFields.readNote(form),
                        FormFields.readGolden(form)))
                : new Reading.Invalid<>(errors);
    }

    private static CorrectionForm form(NewOutput body) {
        return CorrectionForm.of(body, SIZE);
    }
}

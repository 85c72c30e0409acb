package dev.touchstone.bot.card.form;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.composition.OptionObject;
import com.slack.api.model.view.View;
import com.slack.api.model.view.ViewState;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.output.Population;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.review.DecisionReason;
import dev.touchstone.api.review.ReviewCounts;
import dev.touchstone.api.review.ReviewDetail;
import dev.touchstone.api.rubric.Rubric;
import dev.touchstone.bot.card.kit.ActionIds;
import dev.touchstone.bot.card.kit.Kit;
import dev.touchstone.bot.card.kit.ModalState;
import dev.touchstone.bot.card.kit.Modals;
import dev.touchstone.bot.card.kit.ReviewRef;
import dev.touchstone.bot.card.review.Doubts;
import dev.touchstone.bot.card.review.PanelWords;
import dev.touchstone.bot.card.review.ReviewCard;
import dev.touchstone.bot.card.review.WhyLine;
import dev.touchstone.bot.card.text.SlackText;
import dev.touchstone.bot.card.text.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The review session: one modal with a review and its decision; submitting it brings the next one, so that a queue
/// can be worked off by keyboard. Nothing is preselected, because a preselected answer is given too often.
///
/// Slack drops an acknowledgement that is too large without a word, so the session carries fewer inputs than
/// [EditModal].
public final class SessionModal {
    private static final CorrectionForm.Size SIZE = new CorrectionForm.Size(3, 15, 5000);
    /// One less than the queue counts, because one is on the screen.
    private static final int MOST_COUNTED = ReviewCounts.MOST - 1;

    private static final String DECISION = "decision";
    private static final String SKIP = "skip";

    /// A menu of each, twice, is what an acknowledgement can still carry.
    private static final int MOST_SOURCES = 10;

    private static final ReasonFields.Question WHY = new ReasonFields.Question("Reason, to reject it", true, false);

    private SessionModal() {}

    /// @param left how many reviews wait after this one
    public static View of(ReviewDetail detail, ModalState state, int left, Instant now) {
        @Nullable NewOutput body = detail.output().body();
        Rubric rubric = detail.policy().rubric();
        ReviewRef ref = state.review();
        List<LayoutBlock> blocks = new ArrayList<>();
        blocks.addAll(ReviewCard.content(detail, ref));
        blocks.add(Kit.context("*"
                + SlackText.escape(Population.label(detail.review().pipeline())) + "* · " + WhyLine.of(detail, now)));
        blocks.addAll(PanelWords.inForm(detail));
        blocks.add(Modals.input(
                state.block(DECISION), "Your decision", Modals.oneOf(DECISION, decisions(), true), false, null));
        if (body != null) {
            blocks.add(Kit.context("*To correct it*, choose Edit and change it here:"));
            blocks.addAll(form(body).blocks(state, Doubts.of(detail.review(), detail.policy()), false));
        }
        blocks.addAll(new ReasonFields(rubric, body, state).blocks(WHY, MOST_SOURCES));
        blocks.addAll(WrongAttributes.blocks(body, Doubts.of(detail.review(), detail.policy()), state));
        blocks.add(FormFields.note(state));
        String submit = left == 0 ? "Finish" : "Next (" + (left < MOST_COUNTED ? left : MOST_COUNTED + "+") + " left)";
        return Modals.form(ActionIds.SESSION_MODAL, "Review session", submit, blocks, state);
    }

    /// The end of a session.
    public static View done(int decided) {
        return Modals.note(
                "Review session",
                decided == 0
                        ? "🎉 Nothing waits for review. New reviews appear in the channel and in Home."
                        : "🎉 *All done*: " + Words.counted(decided, "review", "reviews")
                                + " decided, and nothing is left. Thank you!");
    }

    /// What is shown when the next review is not there in time; replace it when it is.
    public static View loading() {
        return Modals.note("Review session", "⏳ Fetching the next review …");
    }

    /// What a submitted session page asks for.
    public sealed interface Answer {
        /// Give the review back to the queue and show the next.
        record Skip(ModalState state) implements Answer {}

        /// Decide it and show the next.
        record Decide(DecisionInput input) implements Answer {}
    }

    /// Reads a submitted page as [EditModal#read] does.
    public static Reading<Answer> read(
            ReviewDetail detail, ModalState state, @Nullable Map<String, Map<String, ViewState.Value>> values) {
        FormValues form = new FormValues(values);
        @Nullable String chosen = form.selected(DECISION);
        if (SKIP.equals(chosen)) {
            return new Reading.Valid<>(new Answer.Skip(state));
        }
        Map<String, String> errors = new HashMap<>();
        @Nullable NewOutput body = detail.output().body();
        Correction correction = body == null ? Correction.NONE : form(body).read(state, form, errors);
        ReasonFields reasons = new ReasonFields(detail.policy().rubric(), body, state);
        @Nullable DecisionReason reason = reasons.read(form, errors);
        @Nullable DecisionAction action = action(chosen, correction);
        if (action == null) {
            errors.put(state.block(DECISION), "Choose one.");
        } else if (action == DecisionAction.APPROVE && !correction.isEmpty()) {
            errors.put(state.block(DECISION), "You changed the output: choose Edit, or take the change back.");
        } else if (action == DecisionAction.REJECT && reason == null && errors.isEmpty()) {
            errors.put(state.block(ReasonFields.REASON), "A rejection needs a reason.");
        }
        return errors.isEmpty() && action != null
                ? new Reading.Valid<>(new Answer.Decide(new DecisionInput(
                        state,
                        action,
                        correction,
                        action == DecisionAction.REJECT || action == DecisionAction.EDIT && reasons.sourced()
                                ? reason
                                : null,
                        Map.of(),
                        action == DecisionAction.REJECT
                                ? WrongAttributes.read(form, body, correction.attributes())
                                : Map.of(),
                        FormFields.readNote(form),
                        true)))
                : new Reading.Invalid<>(errors);
    }

    /// An edit that changes nothing is an approval; a correction beside a rejection is what would have been right.
    private static @Nullable DecisionAction action(@Nullable String chosen, Correction correction) {
        if (DecisionAction.EDIT.wire().equals(chosen)) {
            return correction.isEmpty() ? DecisionAction.APPROVE : DecisionAction.EDIT;
        }
        if (DecisionAction.APPROVE.wire().equals(chosen)) {
            return DecisionAction.APPROVE;
        }
        return DecisionAction.REJECT.wire().equals(chosen) ? DecisionAction.REJECT : null;
    }

    private static List<OptionObject> decisions() {
        return List.of(
                Kit.option("✅ Approve: right as it is", DecisionAction.APPROVE.wire()),
                Kit.option("✏️ Edit: right after my change below", DecisionAction.EDIT.wire()),
                Kit.option("⛔ Reject: wrong", DecisionAction.REJECT.wire()),
                Kit.option("⏭️ Skip: leave it to somebody else", SKIP));
    }

    private static CorrectionForm form(NewOutput body) {
        return CorrectionForm.of(body, SIZE);
    }
}

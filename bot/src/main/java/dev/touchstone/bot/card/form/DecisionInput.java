package dev.touchstone.bot.card.form;

import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.review.DecisionReason;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.rubric.AttributeLabel;
import dev.touchstone.api.rubric.RubricAnswer;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.bot.card.kit.ModalState;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A decision as a form gave it, still without the person: who may decide is checked by whoever sends it.
///
/// @param state the modal it came from: review, revision and when it was opened
/// @param action approve, edit or reject
/// @param correction what was changed; empty for an approval
/// @param reason why it is not right; null for an approval, and when an edit does not say
/// @param rubric answers by rubric line
/// @param labels findings by attribute; empty when the form says nothing of them
/// @param note free text; null for none
/// @param golden whether a correction becomes a golden example
public record DecisionInput(
        ModalState state,
        DecisionAction action,
        Correction correction,
        @Nullable DecisionReason reason,
        Map<String, RubricAnswer> rubric,
        Map<String, AttributeLabel> labels,
        @Nullable String note,
        boolean golden) {

    public DecisionInput {
        rubric = Map.copyOf(rubric);
        labels = Map.copyOf(labels);
    }

    /// The decision to post, at the revision the reviewer was looking at.
    ///
    /// @param now when it was submitted; the time since the modal opened is what the reviewer spent
    public NewDecision decision(Reviewer reviewer, Instant now) {
        return new NewDecision(
                reviewer,
                action,
                state.review().revision(),
                correction.output(),
                correction.attributes(),
                reason,
                rubric,
                labels,
                note,
                state.seconds(now),
                golden,
                state.policyVersion());
    }
}

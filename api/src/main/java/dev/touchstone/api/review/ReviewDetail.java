package dev.touchstone.api.review;

import dev.touchstone.api.delivery.Receipt;
import dev.touchstone.api.feedback.FeedbackEvent;
import dev.touchstone.api.judge.CommitteeAnswer;
import dev.touchstone.api.policy.Policy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A review with all a reviewer needs to decide it.
///
/// @param review the review
/// @param output what is judged, with its full body
/// @param policy the policy in force: rubric, reject reasons, undo window
/// @param history every decision made on it, oldest first, undo and re-open included
/// @param cards where it is shown, as the channels acknowledged it
/// @param feedback what users did with the output: the newest five events, oldest first; empty while the review is
///     blind and open
/// @param policyVersion the version of that policy, to be sent along with a decision
/// @param committee what other models answered to the same; empty while the review is blind and open, or without one
/// @param golden what became of the decision in force; null when nothing did
public record ReviewDetail(
        Review review,
        OutputView output,
        Policy policy,
        List<Decision> history,
        List<Receipt> cards,
        List<CommitteeAnswer> committee,
        List<FeedbackEvent> feedback,
        @Nullable Integer policyVersion,
        @Nullable GoldenFate golden) {
    public ReviewDetail {
        history = List.copyOf(history);
        cards = List.copyOf(cards);
        committee = committee == null ? List.of() : List.copyOf(committee);
        feedback = feedback == null ? List.of() : List.copyOf(feedback);
    }

    /// A review without a committee, of which no user has said anything.
    public ReviewDetail(Review review, OutputView output, Policy policy, List<Decision> history, List<Receipt> cards) {
        this(review, output, policy, history, cards, List.of(), List.of(), null, null);
    }
}

package dev.touchstone.console.review;

import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.review.Decision;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.review.Review;
import dev.touchstone.api.review.ReviewState;
import dev.touchstone.console.web.Visitor;
import java.util.Optional;

/// What somebody has said of an output that several people judge, while it is not told to others.
final class OwnVerdict {
    /// Whoever has done that many reviews since has long lost the way back.
    private static final int LATEST = 50;

    private OwnVerdict() {}

    /// Empty where one person judges, where all are in, and where the visitor has said nothing or taken it back.
    static Optional<Decision> of(TouchstoneClient client, Visitor visitor, Review review) {
        if (review.standing().panel() == null || review.standing().state() != ReviewState.OPEN) {
            return Optional.empty();
        }
        return client.decisionsOf(visitor.person().id(), LATEST).stream()
                .filter(decision -> decision.reviewId().equals(review.id()))
                .findFirst()
                .filter(decision ->
                        decision.action() != DecisionAction.UNDO && decision.action() != DecisionAction.REOPEN);
    }
}

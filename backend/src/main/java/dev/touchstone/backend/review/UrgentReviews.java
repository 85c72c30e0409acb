package dev.touchstone.backend.review;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.review.ReviewState;
import dev.touchstone.api.wire.WireEnum;
import dev.touchstone.backend.output.Outputs;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// Reviews whose cards do not wait for a place in the channel.
public final class UrgentReviews {
    private final ReviewQueue queue;

    public UrgentReviews(ReviewQueue queue) {
        this.queue = queue;
    }

    /// Opens a review within the caller's transaction and orders its card at once. Whoever opens it sees to it that
    /// they do not become many.
    public void open(Handle transaction, NewReview review) {
        ReviewInsert.insert(transaction.getConnection(), List.of(review));
        queue.cards().order(transaction, review.output().pipeline(), review.id());
    }

    /// What came of giving an output a review because somebody asks for one.
    public sealed interface Asked {
        /// It had none in force; the review is to be opened under the id that was given.
        record Fresh() implements Asked {}

        /// A review of it is open.
        record Open(ReviewId id) implements Asked {}

        /// People have decided it.
        record Decided(ReviewId id) implements Asked {}
    }

    /// Names a review of an output for somebody who asks for one, within the caller's transaction: where it
    /// has none, or one that was withdrawn or has expired.
    public static Asked ask(Handle transaction, Outputs outputs, OutputId outputId, ReviewId fresh) {
        if (outputs.giveReview(transaction, outputId, fresh)) {
            return new Asked.Fresh();
        }
        ReviewId before = outputs.find(transaction, outputId)
                .map(output -> output.routed().reviewId())
                .orElseThrow();
        ReviewRow review = transaction.attach(ReviewDao.class).lock(before).orElseThrow();
        return switch (WireEnum.read(ReviewState.class, review.standing().state())) {
            case OPEN -> new Asked.Open(before);
            case DECIDED -> new Asked.Decided(before);
            case EXPIRED, WITHDRAWN ->
                outputs.replaceReview(transaction, outputId, before, fresh)
                        ? new Asked.Fresh()
                        : ask(transaction, outputs, outputId, fresh);
        };
    }

    /// Whether reviewers may be told something about the output of this review: it is open, and nobody judges it blind.
    public static boolean mayBeTold(Handle handle, ReviewId id) {
        return handle.attach(ReviewDao.class)
                .find(id)
                .filter(ReviewRow::open)
                .filter(review -> !review.asked().blind())
                .isPresent();
    }

    /// Whether people look at the output of this review, or have. Nobody has when it was withdrawn or has expired.
    public static boolean openOrDecided(Handle handle, ReviewId id) {
        return handle.attach(ReviewDao.class)
                .find(id)
                .map(review ->
                        WireEnum.read(ReviewState.class, review.standing().state()))
                .filter(state -> state == ReviewState.OPEN || state == ReviewState.DECIDED)
                .isPresent();
    }
}

package dev.touchstone.backend.feedback.alert;

import dev.touchstone.api.delivery.DeliveryKind;
import dev.touchstone.api.delivery.ReviewNote;
import dev.touchstone.api.feedback.FeedbackEvent;
import dev.touchstone.backend.feedback.signal.Counting.Heeded;
import dev.touchstone.backend.outbox.Job;
import dev.touchstone.backend.outbox.Outbox;
import dev.touchstone.backend.review.UrgentReviews;
import org.jdbi.v3.core.Handle;

/// Tells in the thread of a card what else users say, as long as its review is open and nobody judges it blind: whoever
/// does must not know what users think.
public final class ThreadNews {
    /// A thread that goes on for ever is one that nobody reads; all events stand at the output.
    static final int MOST = 10;

    private final Outbox outbox;

    public ThreadNews(Outbox outbox) {
        this.outbox = outbox;
    }

    /// @return the alert, with one more told if it was
    AlertRow tell(Handle transaction, AlertRow alert, Heeded event) {
        FeedbackEvent said = event.told().event().wire();
        String channel = event.told().pipeline().policy().reviewers().channel();
        boolean saysSomething =
                event.fresh() || said.words().comment() != null || said.words().correction() != null;
        if (!saysSomething
                || channel == null
                || alert.told() >= MOST
                || alert.reviewId() == null
                || !UrgentReviews.mayBeTold(transaction, alert.reviewId())) {
            return alert;
        }
        outbox.write(
                transaction,
                new Job.ForChannel(
                        DeliveryKind.REVIEW_NOTE,
                        alert.pipeline(),
                        channel,
                        alert.reviewId().value(),
                        ReviewNote.of(said)));
        return alert.toldOnce();
    }
}

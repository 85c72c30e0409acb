package dev.touchstone.backend.review;

import dev.touchstone.api.delivery.DeliveryKind;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.backend.outbox.Job;
import dev.touchstone.backend.outbox.Outbox;
import dev.touchstone.backend.pipeline.Pipelines;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Orders cards for a pipeline's channel: at most `max_open_cards` open reviews are shown at once, the most urgent
/// first, and the next follows when one closes. A flooded channel is one that nobody reads.
final class CardBoard {
    private final Outbox outbox;
    private final Pipelines pipelines;

    CardBoard(Outbox outbox, Pipelines pipelines) {
        this.outbox = outbox;
        this.pipelines = pipelines;
    }

    /// What a card delivery carries: the consumer reads the rest when it shows it.
    record Card(ReviewId reviewId, int revision) {}

    /// Orders as many cards as there are places free.
    void fill(Handle transaction, PipelineName pipelineName) {
        Optional<Pipeline> pipeline = pipelines.find(pipelineName);
        String channel = pipeline.map(p -> p.policy().reviewers().channel()).orElse(null);
        if (pipeline.isEmpty() || channel == null) {
            return;
        }
        int free = free(transaction, pipeline.get());
        if (free <= 0) {
            return;
        }
        ReviewDao dao = transaction.attach(ReviewDao.class);
        List<Job.ForChannel> cards = new ArrayList<>();
        for (ReviewDao.Uncarded next : dao.nextUncarded(pipelineName, free)) {
            // Another node may have ordered it meanwhile: only one of the two updates changes the row.
            if (dao.orderCard(next.id()) == 1) {
                cards.add(toChannel(DeliveryKind.REVIEW_OPENED, pipelineName, channel, next.id(), next.revision()));
            }
        }
        outbox.write(transaction, cards);
    }

    /// Orders a card at once, whether or not there is a place: for what cannot wait, and is rationed by others.
    void order(Handle transaction, PipelineName pipeline, ReviewId reviewId) {
        pipelines
                .find(pipeline)
                .flatMap(found -> Optional.ofNullable(found.policy().reviewers().channel()))
                .filter(channel -> transaction.attach(ReviewDao.class).orderCard(reviewId) == 1)
                .ifPresent(channel -> outbox.write(
                        transaction, toChannel(DeliveryKind.REVIEW_OPENED, pipeline, channel, reviewId, 0)));
    }

    private static int free(Handle handle, Pipeline pipeline) {
        // Asked in every transaction of intake, mostly to learn that the board is full: without the cost of a DAO.
        int shown = handle.select(ReviewDao.OPEN_CARDS, pipeline.name())
                .mapTo(Integer.class)
                .one();
        return pipeline.policy().maxOpenCards() - shown;
    }

    /// Whether a review waits for a place that is free.
    boolean hasRoom(Handle handle, Pipeline pipeline) {
        return pipeline.policy().reviewers().channel() != null
                && free(handle, pipeline) > 0
                && !handle.attach(ReviewDao.class)
                        .nextUncarded(pipeline.name(), 1)
                        .isEmpty();
    }

    /// Shows on the card, if there is one, that its review is closed, and lets the next one follow.
    void closed(Handle transaction, ReviewRow review, int revision) {
        channelOf(review).ifPresent(channel -> {
            boolean neverShown = outbox.cancelUntouched(transaction, review.id().value(), DeliveryKind.REVIEW_OPENED);
            if (neverShown) {
                transaction.attach(ReviewDao.class).takeCardBack(review.id());
            } else {
                tell(transaction, DeliveryKind.REVIEW_CLOSED, channel, review, revision);
            }
        });
        fill(transaction, review.pipeline());
    }

    /// Shows on the card, if there is one, that its review is open again.
    void reopened(Handle transaction, ReviewRow review, int revision) {
        channelOf(review)
                .ifPresent(channel -> tell(transaction, DeliveryKind.REVIEW_REOPENED, channel, review, revision));
        fill(transaction, review.pipeline());
    }

    private void tell(Handle transaction, DeliveryKind kind, String channel, ReviewRow review, int revision) {
        outbox.write(transaction, toChannel(kind, review.pipeline(), channel, review.id(), revision));
    }

    private Optional<String> channelOf(ReviewRow review) {
        return review.carded()
                ? pipelines
                        .find(review.pipeline())
                        .flatMap(pipeline -> Optional.ofNullable(
                                pipeline.policy().reviewers().channel()))
                : Optional.empty();
    }

    private static Job.ForChannel toChannel(
            DeliveryKind kind, PipelineName pipeline, String channel, ReviewId reviewId, int revision) {
        return new Job.ForChannel(kind, pipeline, channel, reviewId.value(), new Card(reviewId, revision));
    }
}

package dev.touchstone.backend.advice.learn;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.output.RouteReason;
import dev.touchstone.api.policy.Budget;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.backend.output.Outputs;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.review.NewReview;
import dev.touchstone.backend.review.ReviewQueue;
import dev.touchstone.backend.store.Storage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Has people look at outputs they learn the most from, in batches of twenty that are spread over the week, as many as
/// the reviewer budget sets aside for it. Such reviews have no inclusion probability: they were chosen for what they
/// say.
/// Thread-safe.
public final class LearnedBatches {
    private static final Logger log = LoggerFactory.getLogger(LearnedBatches.class);
    private static final long WEEK_MS = Duration.ofDays(7).toMillis();
    private static final long HOUR_MS = Duration.ofHours(1).toMillis();
    private static final int BATCH = 20;

    private final Storage storage;
    private final Pipelines pipelines;
    private final Outputs outputs;
    private final ReviewQueue queue;
    private final Candidates candidates;

    public LearnedBatches(Storage storage, Pipelines pipelines, Outputs outputs, ReviewQueue queue) {
        this.storage = storage;
        this.pipelines = pipelines;
        this.outputs = outputs;
        this.queue = queue;
        candidates = new Candidates(outputs);
    }

    /// Opens what is due. A pipeline that fails does not hold up the others.
    ///
    /// @return reviews that were opened
    public int catchUp() {
        int opened = 0;
        for (Pipeline pipeline : pipelines.all()) {
            Budget budget = pipeline.policy().budget();
            if (budget != null && budget.learnReviews() > 0) {
                try {
                    opened += catchUp(pipeline, budget.learnReviews());
                } catch (RuntimeException e) {
                    log.error("nothing chosen to learn from pipeline={}", pipeline.name(), e);
                }
            }
        }
        return opened;
    }

    private int catchUp(Pipeline pipeline, long weekly) {
        int size = (int) Math.min(BATCH, weekly);
        long between = WEEK_MS * size / weekly;
        Instant now = storage.clock().instant();
        long slot = now.toEpochMilli() / between * between;
        boolean due = storage.database()
                .reader()
                .withExtension(
                        LearnDao.class,
                        dao -> dao.at(pipeline.name(), slot) == 0
                                && dao.openedAfter(pipeline.name(), now.toEpochMilli() - WEEK_MS) + size <= weekly);
        if (!due) {
            return 0;
        }
        SplittableRandom random =
                new SplittableRandom(slot ^ pipeline.name().value().hashCode());
        List<OutputId> chosen = storage.database()
                .snapshot(snapshot ->
                        candidates.choose(snapshot, pipeline.name(), now.toEpochMilli() / HOUR_MS, size, random));
        if (chosen.isEmpty()) {
            return 0;
        }
        return storage.database().writer().inTransaction(transaction -> open(transaction, pipeline, slot, chosen, now));
    }

    private int open(Handle transaction, Pipeline pipeline, long slot, List<OutputId> chosen, Instant now) {
        if (transaction.attach(LearnDao.class).insert(pipeline.name(), slot, now.toEpochMilli(), chosen.size()) == 0) {
            return 0;
        }
        List<NewReview> reviews = new ArrayList<>();
        for (OutputId id : chosen) {
            Optional<ReviewId> fresh = queue.claimOutput(
                    transaction, id, new ReviewId(storage.ids().next()));
            fresh.ifPresent(review -> reviews.add(new NewReview(
                    review,
                    outputs.find(transaction, id).orElseThrow().outsideOfEverySample(),
                    List.of(RouteReason.DIVERSITY),
                    false,
                    0,
                    now.toEpochMilli(),
                    NewReview.dueAtMs(now, pipeline.policy().reviewSla()))));
        }
        queue.open(transaction, reviews);
        return reviews.size();
    }
}

package dev.touchstone.backend.review;

import dev.touchstone.api.delivery.WebhookEvent;
import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.api.review.PanelStage;
import dev.touchstone.api.wire.HumanDurations;
import dev.touchstone.backend.ledger.Ledger;
import dev.touchstone.backend.outbox.Job;
import dev.touchstone.backend.outbox.Outbox;
import dev.touchstone.backend.output.OutputReference;
import dev.touchstone.backend.output.OutputRow;
import dev.touchstone.backend.output.Outputs;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.Signals;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What becomes of reviews by themselves: those that nobody decided in time expire, and whoever waits for them is
/// told so; free places on a channel's board are filled. To run it twice, or on two nodes at once, changes nothing
/// more. Thread-safe.
public final class ReviewUpkeep {
    private static final Logger log = LoggerFactory.getLogger(ReviewUpkeep.class);
    private static final String ACTOR = "schedule";

    /// Reviews that expire in one transaction: nobody else writes meanwhile.
    static final int AT_ONCE = 100;

    private final Database database;
    private final InstantSource clock;
    private final Signals signals;
    private final Ledger ledger;
    private final Outbox outbox;
    private final Outputs outputs;
    private final Pipelines pipelines;
    private final CardBoard cards;

    public ReviewUpkeep(
            Database database,
            InstantSource clock,
            Signals signals,
            Ledger ledger,
            Outbox outbox,
            Outputs outputs,
            Pipelines pipelines,
            ReviewQueue queue) {
        this.database = database;
        this.clock = clock;
        this.signals = signals;
        this.ledger = ledger;
        this.outbox = outbox;
        this.outputs = outputs;
        this.pipelines = pipelines;
        this.cards = queue.cards();
    }

    /// Looks after every pipeline. One that fails does not hold up the others; it is tried again with the next run.
    public void run() {
        for (Pipeline pipeline : pipelines.all()) {
            try {
                Duration patience = pipeline.policy().expireAfter();
                if (patience != null) {
                    expire(pipeline, patience);
                }
                fillBoard(pipeline);
            } catch (RuntimeException e) {
                log.error("reviews not looked after pipeline={}", pipeline.name(), e);
            }
        }
    }

    private void expire(Pipeline pipeline, Duration patience) {
        List<OutputId> expired;
        do {
            expired = expireSome(pipeline, patience);
            expired.forEach(outputId -> signals.raise(ReviewQueue.VERDICT, outputId.value()));
            if (!expired.isEmpty()) {
                log.info("reviews expired pipeline={} reviews={}", pipeline.name(), expired.size());
            }
        } while (expired.size() == AT_ONCE);
    }

    /// @return whose reviews have expired
    private List<OutputId> expireSome(Pipeline pipeline, Duration patience) {
        // Looked for on a reader first: mostly there is nothing, and that must not occupy the writer.
        if (database.reader()
                .withExtension(ReviewDao.class, dao -> due(dao, pipeline, patience, 1))
                .isEmpty()) {
            return List.of();
        }
        return database.writer().inTransaction(transaction -> {
            ReviewDao dao = transaction.attach(ReviewDao.class);
            List<ReviewRow> expired = new ArrayList<>();
            for (ReviewRow review : due(dao, pipeline, patience, AT_ONCE)) {
                if (dao.expire(review.id(), review.standing().revision(), why(review, patience), clock.millis()) == 1) {
                    expired.add(review);
                }
            }
            tell(transaction, expired, patience);
            return expired.stream().map(ReviewRow::outputId).toList();
        });
    }

    private static String why(ReviewRow review, Duration patience) {
        PanelState panel = review.panel();
        String who = panel == null || panel.panelDone() == 0
                ? "nobody decided"
                : panel.in(PanelStage.ADJUDICATION)
                        ? "nobody adjudicated"
                        : "only " + panel.panelDone() + " of " + panel.panelSize() + " reviewers decided";
        return who + " within " + HumanDurations.format(patience);
    }

    private List<ReviewRow> due(ReviewDao dao, Pipeline pipeline, Duration patience, int limit) {
        Instant now = clock.instant();
        return dao.expired(pipeline.name(), now.minus(patience).toEpochMilli(), now.toEpochMilli(), limit);
    }

    /// After all have expired: a card that closes lets the next one follow, and there must be none.
    private void tell(Handle transaction, List<ReviewRow> expired, Duration patience) {
        Map<OutputId, OutputRow> about = outputs.find(
                transaction,
                expired.stream().map(ReviewRow::outputId).distinct().toList());
        for (ReviewRow review : expired) {
            ledger.append(transaction, ACTOR, "review.expired", review.id().value(), null, why(review, patience));
            cards.closed(transaction, review, review.standing().revision() + 1);
            // Behind a second look the first verdict stands.
            if (review.secondLookOf() == null) {
                callBack(transaction, review, Objects.requireNonNull(about.get(review.outputId())));
            }
        }
    }

    private void callBack(Handle transaction, ReviewRow review, @Nullable OutputRow output) {
        NewOutput body = output == null ? null : output.parsedBody();
        if (output == null || body == null || body.callbackUrl() == null) {
            return;
        }
        Map<String, Object> data = OutputReference.of(output, body);
        data.put("review_id", review.id());
        data.put("revision", review.standing().revision() + 1);
        data.put("expired_at", clock.instant());
        outbox.write(
                transaction,
                new Job.ForEndpoint(
                        WebhookEvent.VERDICT_UNREVIEWED,
                        output.pipeline(),
                        body.callbackUrl(),
                        review.id().value(),
                        data));
    }

    /// Two transactions that close and open reviews at once may each find the board as it was before the other: a
    /// place stays free then, or a review without a card, until somebody looks again. A policy with more places is
    /// another reason.
    private void fillBoard(Pipeline pipeline) {
        if (database.reader().withHandle(handle -> cards.hasRoom(handle, pipeline))) {
            database.writer().useTransaction(transaction -> cards.fill(transaction, pipeline.name()));
        }
    }
}

package dev.touchstone.backend.judge.batch;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.judge.JudgmentBatch;
import dev.touchstone.backend.judge.judgment.JudgeParts;
import dev.touchstone.backend.ledger.Ledger;
import dev.touchstone.backend.model.ModelFault;
import dev.touchstone.backend.model.OpenAiBatch;
import dev.touchstone.backend.model.OpenAiModel;
import dev.touchstone.backend.refusal.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How jobs end: all answers are there, somebody says so, or the endpoint has lost one; and what people
/// should know of those that do not. Thread-safe.
public final class BatchEnds {
    private static final Logger log = LoggerFactory.getLogger(BatchEnds.class);

    /// Why an output has no verdict that the endpoint never answered about.
    private static final String UNANSWERED = "unanswered";
    /// Why a job has ended that its endpoint does not know any more.
    private static final String LOST = "lost";
    private static final String BY_HAND = "ended_by_hand";
    private static final Duration LOST_AFTER = Duration.ofHours(1);
    /// Endpoints promise a day.
    private static final Duration LATE_AFTER = Duration.ofHours(36);
    /// How long people are told of a job that was lost.
    private static final Duration REMEMBERED = Duration.ofDays(1);

    private final JudgeParts parts;
    private final Ledger ledger;
    private final OpenAiBatch endpoint;

    BatchEnds(JudgeParts parts, Ledger ledger, OpenAiBatch endpoint) {
        this.parts = parts;
        this.ledger = ledger;
        this.endpoint = endpoint;
    }

    /// An endpoint that does not know a job may be another one for a moment; one that does not for an hour
    /// has lost it.
    int missed(BatchRow batch) {
        long now = parts.storage().clock().millis();
        if (batch.remote().lostSinceMs() != null && now - batch.remote().lostSinceMs() >= LOST_AFTER.toMillis()) {
            log.warn("batch given up, its endpoint does not know it batch={}", batch.id());
            return end(batch, LOST);
        }
        parts.storage().database().writer().useExtension(BatchDao.class, dao -> dao.missed(batch.id(), now));
        return 0;
    }

    /// @return 1, the number of jobs that have ended
    int end(BatchRow batch, @Nullable String trouble) {
        parts.storage().database().writer().useTransaction(transaction -> {
            BatchDao dao = transaction.attach(BatchDao.class);
            if (dao.end(batch.id(), trouble, parts.storage().clock().millis()) > 0) {
                dao.finishRest(batch.id(), UNANSWERED);
            }
        });
        log.info("batch ended batch={} trouble={}", batch.id(), trouble);
        return 1;
    }

    /// Ends a job for good: what has no answer yet is `unanswered`, and can be ordered again. The endpoint is
    /// told, as far as it hears.
    ///
    /// @param by who asks
    /// @throws Refused when the pipeline has no such job, as a conflict when it has ended
    public JudgmentBatch end(PipelineName pipeline, String id, String by) {
        BatchRow batch = parts.storage()
                .database()
                .reader()
                .withExtension(BatchDao.class, dao -> dao.find(id))
                .filter(row -> row.pipeline().equals(pipeline))
                .orElseThrow(() -> Refused.unknown(
                        "unknown-batch",
                        "Pipeline '" + pipeline + "' has no judgment batch '" + id
                                + "'; GET /v1/pipelines/{name}/judgment-batches lists them."));
        boolean ended = parts.storage().database().writer().inTransaction(transaction -> {
            BatchDao dao = transaction.attach(BatchDao.class);
            if (dao.end(id, BY_HAND, parts.storage().clock().millis()) == 0) {
                return false;
            }
            dao.finishRest(id, UNANSWERED);
            ledger.append(transaction, by, "judge.batch-ended", id, null, Map.of("by_hand", true));
            return true;
        });
        if (!ended) {
            throw Refused.conflict("batch-ended", "Judgment batch '" + id + "' has ended already.");
        }
        if (batch.submitted()) {
            cancel(batch);
        }
        return parts.storage()
                .database()
                .reader()
                .withExtension(
                        BatchDao.class,
                        dao -> dao.find(id).map(row -> row.wire(dao.counts(id))).orElseThrow());
    }

    private void cancel(BatchRow batch) {
        try {
            endpoint.cancel(String.valueOf(batch.remote().remoteId()));
        } catch (RuntimeException e) {
            log.warn(
                    "batch ended, its endpoint was not told batch={} cause={}",
                    batch.id(),
                    OpenAiModel.faultOf(e).map(ModelFault::wire).orElse("internal"));
        }
    }

    /// What people should know of the jobs, in sentences; empty when all is well.
    public List<String> notes() {
        Instant now = parts.storage().clock().instant();
        return parts.storage()
                .database()
                .reader()
                .withExtension(
                        BatchDao.class,
                        dao -> Stream.concat(
                                        dao.running().stream().flatMap(row -> late(row, now).stream()),
                                        dao.lostSince(now.minus(REMEMBERED).toEpochMilli()).stream()
                                                .map(row -> "The endpoint has lost judgment batch " + row.id() + " of '"
                                                        + row.pipeline() + "'; order its window again."))
                                .toList());
    }

    private static Optional<String> late(BatchRow row, Instant now) {
        String name = "judgment batch " + row.id() + " of '" + row.pipeline() + "'";
        if (row.remote().lostSinceMs() != null) {
            return Optional.of("The endpoint does not know " + name + "; an hour after it was missed first it is"
                    + " given up, and its window can be ordered again.");
        }
        Long submitted = row.remote().submittedAtMs();
        boolean late = submitted != null && now.minus(LATE_AFTER).toEpochMilli() > submitted;
        return late
                ? Optional.of("The endpoint has not ended " + name + " " + LATE_AFTER.toHours()
                        + " hours after it took it, and promises 24. POST /v1/pipelines/" + row.pipeline()
                        + "/judgment-batches/" + row.id() + ":end ends it, and its window can be ordered again.")
                : Optional.empty();
    }
}

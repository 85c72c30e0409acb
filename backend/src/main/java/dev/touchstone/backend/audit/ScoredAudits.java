package dev.touchstone.backend.audit;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.output.RouteReason;
import dev.touchstone.api.policy.AuditScore;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.backend.output.Draw;
import dev.touchstone.backend.output.OutputRow;
import dev.touchstone.backend.output.Outputs;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.review.NewReview;
import dev.touchstone.backend.review.ReviewQueue;
import dev.touchstone.backend.review.SampledReviews;
import dev.touchstone.backend.store.Ids;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Draws outputs for an active audit whose score comes after them. When an output arrives, { u < floor rate }
/// is reviewed at once; when its score is there, { u < rate of its band }, by the same key. So its inclusion
/// probability is the rate of the band, whichever came first, its score or a verdict on it, and the floor's
/// while there is no score. Thread-safe.
///
/// Whether an output gets its score must not depend on its key or its review. A score counts therefore only
/// when the policy's own rules asked for it, only the first of an output, whatever judge version it is of, and
/// only while its review would not be overdue: an output that is scored later stays among those without a
/// score.
public final class ScoredAudits {
    private final AuditPlans plans;
    private final Pipelines pipelines;
    private final ReviewQueue queue;
    private final Ids ids;
    private final InstantSource clock;

    public ScoredAudits(AuditPlans plans, Pipelines pipelines, ReviewQueue queue, Ids ids, InstantSource clock) {
        this.plans = plans;
        this.pipelines = pipelines;
        this.queue = queue;
        this.ids = ids;
        this.clock = clock;
    }

    /// Draws an output by its score, within the transaction that stores the score.
    ///
    /// @param score 0 to 1
    /// @param judgeVersion whose score it is
    public void draw(Handle transaction, OutputRow output, double score, String judgeVersion) {
        int version = output.facts().policyVersion();
        Policy policy = pipelines.policy(output.pipeline(), version);
        if (policy.activeScore().filter(AuditScore.JUDGE::equals).isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        Optional<AuditPlan> plan = plans.find(output.pipeline(), version).filter(found -> awaited(output, found));
        if (plan.isEmpty() || now.toEpochMilli() > deadlineMs(output, policy)) {
            return;
        }
        double rate = plan.get().routed().of(score);
        ScoredAuditDao dao = transaction.attach(ScoredAuditDao.class);
        if (dao.insert(new ScoredAuditDao.Row(
                        output.id(), output.pipeline(), judgeVersion, score, rate, null, now.toEpochMilli()))
                == 0) {
            return;
        }
        dao.count(output.pipeline(), output.facts(), output.draw().pi(), rate);
        Outputs.countAt(transaction, output, rate);
        if (output.draw().u() < rate) {
            review(transaction, output.drawnWith(rate), policy, now);
        }
    }

    /// Moves an output to the probability that its confidence gave it, once that is known; the random audit's own
    /// rate stays. Within the transaction that stores the confidence.
    ///
    /// @param score 0 to 1
    /// @param version of what gave the score
    /// @param drawn with the new probability
    public static void moved(
            Handle transaction, OutputRow output, double score, String version, Draw drawn, long nowMs) {
        ScoredAuditDao dao = transaction.attach(ScoredAuditDao.class);
        ScoredAuditDao.Row row = new ScoredAuditDao.Row(
                output.id(), output.pipeline(), version, score, drawn.pi(), drawn.auditRate(), nowMs);
        if (drawn.pi() != output.draw().pi() && dao.insert(row) == 1) {
            dao.count(output.pipeline(), output.facts(), output.draw().pi(), drawn.pi());
            Outputs.countAt(transaction, output, drawn.pi());
        }
    }

    /// Until when a score may come: as long as a review that was opened with the output would not be overdue.
    private static long deadlineMs(OutputRow output, Policy policy) {
        return NewReview.dueAtMs(Instant.ofEpochMilli(output.receivedAtMs()), policy.reviewSla());
    }

    /// Whether the output was audited at the floor's rate because its score would follow.
    private static boolean awaited(OutputRow output, AuditPlan plan) {
        Draw draw = output.draw();
        return draw.pi() == plan.floorRate() && draw.auditRate() == plan.floorRate();
    }

    private void review(Handle transaction, OutputRow drawn, Policy policy, Instant now) {
        OutputId id = drawn.id();
        ReviewId fresh = new ReviewId(ids.next());
        if (queue.claimOutput(transaction, id, fresh).isEmpty()) {
            // People look at it already, or have: chance would have shown it to them too.
            Outputs.at(transaction, id)
                    .map(output -> output.routed().reviewId())
                    .ifPresent(seen -> SampledReviews.drawn(transaction, seen, drawn.draw()));
            return;
        }
        queue.open(
                transaction,
                List.of(new NewReview(
                        fresh,
                        drawn,
                        List.of(RouteReason.RANDOM_AUDIT),
                        true,
                        0,
                        now.toEpochMilli(),
                        NewReview.dueAtMs(now, policy.reviewSla()))));
    }
}

package dev.touchstone.backend.judge.judgment;

import dev.touchstone.api.delivery.WebhookEvent;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.judge.JudgeVerdict;
import dev.touchstone.api.output.RouteReason;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.backend.judge.release.JudgeReleases;
import dev.touchstone.backend.outbox.Job;
import dev.touchstone.backend.outbox.Outbox;
import dev.touchstone.backend.output.OutputReference;
import dev.touchstone.backend.output.OutputRow;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.review.ReviewQueue;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// Takes back the review of an output that the judge approves, where policy and certificate allow it: the output
/// was doubtful for its confidence alone, chance has not drawn it, and nobody has touched the review.
public final class Releasing {
    public static final String WHY = "released by the judge";

    private static final Set<RouteReason> FOR_CONFIDENCE =
            Set.of(RouteReason.LOW_CONFIDENCE, RouteReason.MISSING_CONFIDENCE);

    private final Pipelines pipelines;
    private final ReviewQueue queue;
    private final Outbox outbox;
    private final JudgeReleases releases;

    Releasing(JudgeParts parts) {
        this.pipelines = parts.pipelines();
        this.queue = parts.queue();
        this.outbox = parts.outbox();
        this.releases = parts.shared().releases();
    }

    /// Within the transaction that records the judgment.
    void apply(Handle transaction, JudgmentBook.Case judged, String versionId, JudgeAnswer answer) {
        OutputRow output = judged.output();
        Pipeline pipeline = judged.pipeline();
        ReviewId review = output.routed().reviewId();
        // What somebody asked for, or a sample drew, is no part of what was certified.
        if (answer.verdict() != JudgeVerdict.APPROVE || !judged.ruled() || review == null || !held(output, pipeline)) {
            return;
        }
        Optional<Double> bound = releases.bound(transaction, pipeline, versionId);
        if (bound.isEmpty() || answer.score() < bound.get() || !queue.withdraw(transaction, review, WHY, versionId)) {
            return;
        }
        String callback = judged.body().callbackUrl();
        if (callback != null) {
            Map<String, Object> data = OutputReference.of(output, judged.body());
            data.put("judge_version", versionId);
            data.put("score", answer.score());
            outbox.write(
                    transaction,
                    new Job.ForEndpoint(
                            WebhookEvent.OUTPUT_RELEASED, output.pipeline(), callback, review.value(), data));
        }
    }

    /// Whether the output was routed by a policy that allows it, which is what its inclusion probability says.
    private boolean held(OutputRow output, Pipeline pipeline) {
        return pipeline.policy().judgeMayRelease()
                && pipelines
                        .policy(output.pipeline(), output.facts().policyVersion())
                        .judgeMayRelease()
                && FOR_CONFIDENCE.containsAll(output.routed().reasonList());
    }
}

package dev.touchstone.backend.judge.judgment;

import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.judge.JudgeVerdict;
import dev.touchstone.api.output.RouteReason;
import dev.touchstone.api.policy.JudgeRules;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.backend.output.OutputRow;
import dev.touchstone.backend.review.NewReview;
import dev.touchstone.backend.review.ReviewQueue;
import dev.touchstone.backend.store.Ids;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What a verdict leads to besides a release. It can send an output to review that went out without one; such a
/// review has no inclusion probability, because it depends on what the output says, so estimates leave it out.
final class Consequences {
    private final Ids ids;
    private final ReviewQueue queue;

    Consequences(Ids ids, ReviewQueue queue) {
        this.ids = ids;
        this.queue = queue;
    }

    /// Within the transaction that records the judgment.
    void apply(Handle transaction, OutputRow output, Pipeline pipeline, JudgeAnswer answer, Instant now) {
        Optional<RouteReason> reason = reason(pipeline.policy().judge(), answer);
        if (reason.isEmpty()) {
            return;
        }
        ReviewId reviewId = new ReviewId(ids.next());
        if (queue.claimOutput(transaction, output.id(), reviewId).isEmpty()) {
            // People look at it already, or have.
            return;
        }
        queue.open(
                transaction,
                List.of(new NewReview(
                        reviewId,
                        output,
                        List.of(reason.get()),
                        false,
                        1 - answer.score(),
                        now.toEpochMilli(),
                        NewReview.dueAtMs(now, pipeline.policy().reviewSla()))));
    }

    /// A pipeline without rules has its outputs judged only when somebody asks; the defaults hold then.
    static Optional<RouteReason> reason(@Nullable JudgeRules given, JudgeAnswer answer) {
        JudgeRules rules = given == null ? JudgeRules.DEFAULT : given;
        if (Math.abs(answer.score() - 0.5) < rules.uncertain()) {
            return Optional.of(RouteReason.UNCERTAINTY);
        }
        return answer.verdict() == JudgeVerdict.REJECT && rules.disagreement()
                ? Optional.of(RouteReason.JUDGE_DISAGREEMENT)
                : Optional.empty();
    }
}

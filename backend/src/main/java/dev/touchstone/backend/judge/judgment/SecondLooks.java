package dev.touchstone.backend.judge.judgment;

import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.judge.JudgeVerdict;
import dev.touchstone.api.output.RouteReason;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.backend.output.OutputRow;
import dev.touchstone.backend.review.NewReview;
import dev.touchstone.backend.review.view.DecidedOutputs;
import dev.touchstone.backend.review.view.DecidedOutputs.Settled;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Shows an output to a second reviewer when the judge is sure that the first was wrong, where the policy wants
/// that. It asks which verdicts of the last days are contradicted and not looked at again, so a run that comes
/// late, twice, or on two nodes at once opens each second look once, whichever of judge and reviewer came first.
/// Thread-safe.
public final class SecondLooks {
    private static final Logger log = LoggerFactory.getLogger(SecondLooks.class);

    /// From this score on the judge is sure of an approval.
    private static final double SURELY_RIGHT = 0.9;
    /// Up to this one it is sure of a rejection.
    private static final double SURELY_WRONG = 0.1;

    private static final Duration LOOK_BACK = Duration.ofDays(14);
    private static final int MOST_AT_ONCE = 1000;

    private final JudgeParts parts;

    public SecondLooks(JudgeParts parts) {
        this.parts = parts;
    }

    /// Opens what is missing. A pipeline that fails does not hold up the others.
    ///
    /// @return how many second looks were opened
    public int catchUp() {
        int opened = 0;
        for (Pipeline pipeline : parts.pipelines().all()) {
            if (pipeline.policy().judge() != null && pipeline.policy().judge().secondLook()) {
                try {
                    opened += catchUp(pipeline);
                } catch (RuntimeException e) {
                    log.error("second looks not opened pipeline={}", pipeline.name(), e);
                }
            }
        }
        return opened;
    }

    /// A verdict that may still be undone is left alone.
    private int catchUp(Pipeline pipeline) {
        Instant now = parts.storage().clock().instant();
        Instant after = now.minus(LOOK_BACK);
        Instant before = now.minus(pipeline.policy().undoWindow());
        List<Settled> settled = parts.storage()
                .database()
                .reader()
                .withHandle(handle -> DecidedOutputs.settled(handle, pipeline.name(), after, before, MOST_AT_ONCE));
        int opened = 0;
        for (Settled one : settled) {
            Optional<JudgmentDao.Said> said = parts.storage()
                    .database()
                    .reader()
                    .withExtension(JudgmentDao.class, dao -> dao.lastSaid(one.outputId()));
            if (said.filter(judge -> contradicts(judge, one.action())).isPresent()
                    && open(pipeline, one, said.get(), now)) {
                opened++;
            }
        }
        return opened;
    }

    /// An edit counts as wrong: what would have gone out was not right.
    public static boolean contradicts(JudgmentDao.Said judge, String action) {
        boolean personApproves = action.equals("approve");
        return judge.verdict().equals(JudgeVerdict.APPROVE.wire())
                ? !personApproves && judge.score() >= SURELY_RIGHT
                : personApproves && judge.score() <= SURELY_WRONG;
    }

    private boolean open(Pipeline pipeline, Settled first, JudgmentDao.Said judge, Instant now) {
        return parts.storage().database().writer().inTransaction(transaction -> {
            OutputRow output =
                    parts.outputs().find(transaction, first.outputId()).orElseThrow();
            if (output.body() == null) {
                return false;
            }
            NewReview second = new NewReview(
                    new ReviewId(parts.storage().ids().next()),
                    output.outsideOfEverySample(),
                    List.of(RouteReason.JUDGE_DISAGREEMENT),
                    true,
                    1,
                    now.toEpochMilli(),
                    NewReview.dueAtMs(now, pipeline.policy().reviewSla()));
            return parts.queue()
                    .lookAgain(transaction, second, first.reviewId(), "contradicted by " + judge.versionId());
        });
    }
}

package dev.touchstone.backend.judge.check;

import dev.touchstone.api.delivery.WebhookEvent;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.output.RouteReason;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.backend.audit.ScoredAudits;
import dev.touchstone.backend.judge.judgment.JudgeParts;
import dev.touchstone.backend.outbox.Job;
import dev.touchstone.backend.output.Draw;
import dev.touchstone.backend.output.OutputReference;
import dev.touchstone.backend.output.OutputRow;
import dev.touchstone.backend.output.Outputs;
import dev.touchstone.backend.review.NewReview;
import dev.touchstone.backend.review.SampledReviews;
import dev.touchstone.backend.routing.Route;
import dev.touchstone.backend.routing.Router;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Ends the wait of an output: its score becomes a confidence, where a calibration was in force when it came in, and
/// the policy of that time routes it, by the key it was drawn with. Once for an output, whatever happens twice.
final class CheckSettlement {
    private final JudgeParts parts;

    CheckSettlement(JudgeParts parts) {
        this.parts = parts;
    }

    /// An output whose wait ends.
    ///
    /// @param body null once retention has removed it
    record Case(
            SelfCheckRow row, OutputRow output, @Nullable NewOutput body) {}

    /// Within the caller's transaction.
    ///
    /// @return false when it was settled before; nothing changed then
    boolean settle(Handle transaction, Case ended, SelfCheckRow.Said said) {
        Instant now = parts.storage().clock().instant();
        SelfCheckRow.Said calibrated = calibrated(transaction, ended.row(), said);
        if (transaction.attach(SelfCheckDao.class).settle(ended.row().outputId(), calibrated, now.toEpochMilli())
                == 0) {
            return false;
        }
        OutputRow output = ended.output();
        Policy policy =
                parts.pipelines().policy(output.pipeline(), output.facts().policyVersion());
        Route route = Router.settled(
                policy,
                output.draw().u(),
                output.draw().auditRate(),
                ended.row().doubtfulPi(),
                calibrated.confidence());
        Draw draw = new Draw(output.draw().u(), route.inclusionProbability(), route.auditRate());
        ScoredAudits.moved(
                transaction,
                output,
                calibrated.score() == null ? 0 : calibrated.score(),
                calibrated.checkVersion() == null ? "none" : calibrated.checkVersion(),
                draw,
                now.toEpochMilli());
        // Nobody can judge what was erased meanwhile.
        if (route instanceof Route.ToReview review && ended.body() != null) {
            review(transaction, output.drawn(draw), review, policy, now);
        }
        tell(transaction, ended, calibrated, route);
        parts.queue().announceAfter(transaction, output.id());
        return true;
    }

    private static SelfCheckRow.Said calibrated(Handle transaction, SelfCheckRow row, SelfCheckRow.Said said) {
        if (said.score() == null || said.checkVersion() == null) {
            return said;
        }
        double score = said.score();
        return CheckCalibrations.at(
                        transaction,
                        row.pipeline(),
                        said.checkVersion(),
                        row.times().askedAtMs())
                .map(made -> new SelfCheckRow.Said(
                        said.checkVersion(), said.score(), said.parts(), made.confidence(score), null))
                .orElse(said);
    }

    private void review(Handle transaction, OutputRow drawn, Route.ToReview route, Policy policy, Instant now) {
        ReviewId fresh = new ReviewId(parts.storage().ids().next());
        if (parts.queue().claimOutput(transaction, drawn.id(), fresh).isEmpty()) {
            // The audit drew it, or somebody asked for it: the design would have shown it to people too.
            Optional<RouteReason> doubt = route.reasons().stream()
                    .filter(reason -> reason != RouteReason.RANDOM_AUDIT)
                    .findFirst();
            doubt.ifPresent(reason -> Outputs.at(transaction, drawn.id())
                    .map(output -> output.routed().reviewId())
                    .ifPresent(seen -> SampledReviews.doubted(transaction, seen, drawn.draw(), reason)));
            return;
        }
        parts.queue()
                .open(
                        transaction,
                        List.of(new NewReview(
                                fresh,
                                drawn,
                                route.reasons(),
                                route.blind(),
                                route.risk(),
                                now.toEpochMilli(),
                                NewReview.dueAtMs(now, policy.reviewSla()))));
    }

    private void tell(Handle transaction, Case ended, SelfCheckRow.Said said, Route route) {
        NewOutput body = ended.body();
        if (body == null || body.callbackUrl() == null) {
            return;
        }
        OutputRow output = ended.output();
        Map<String, Object> data = OutputReference.of(output, body);
        // Who is drawn by the audit is seen by people, whatever the check says, and was told so.
        data.put("status", route instanceof Route.ToReview ? "in_review" : "auto_approved");
        data.put("confidence", said.confidence());
        data.put("check_version", said.checkVersion());
        parts.outbox()
                .write(
                        transaction,
                        new Job.ForEndpoint(
                                WebhookEvent.OUTPUT_CHECKED,
                                output.pipeline(),
                                body.callbackUrl(),
                                output.id().value(),
                                data));
    }
}

package dev.touchstone.backend.quality.threshold;

import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.pipeline.PolicyEdit;
import dev.touchstone.backend.refusal.Refused;
import dev.touchstone.backend.store.Database;
import java.time.InstantSource;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Puts a certified threshold into force as a new policy version, and keeps what it rests on.
final class ThresholdApplying {
    private final Database database;
    private final Pipelines pipelines;
    private final InstantSource clock;

    ThresholdApplying(Database database, Pipelines pipelines, InstantSource clock) {
        this.database = database;
        this.pipelines = pipelines;
        this.clock = clock;
    }

    /// What a trial has earned.
    ///
    /// @param threshold null when none is certified
    /// @param why in one sentence
    /// @param trial its number
    record Earned(
            @Nullable Double threshold,
            String why,
            double maxError,
            double confidence,
            double delta,
            long audits,
            int trial) {}

    /// @param current as it was before the advice was asked for
    /// @param expected refuse unless this is the certified threshold; null to take whatever is
    /// @throws Refused as a conflict when none is certified, another is, or it is in force already
    Pipeline apply(Pipeline current, Earned earned, @Nullable Double expected, String by) {
        Double threshold = earned.threshold();
        if (threshold == null) {
            throw Refused.conflict("not-certified", earned.why());
        }
        if (expected != null && !expected.equals(threshold)) {
            throw Refused.conflict(
                    "other-threshold",
                    "The certified threshold is " + Numbers.threshold(threshold) + " now, not "
                            + Numbers.threshold(expected) + "; read the advice again.");
        }
        if (threshold.equals(current.policy().confidenceThreshold())) {
            throw Refused.conflict(
                    "already-in-force",
                    "The threshold is " + Numbers.threshold(threshold) + " already; nothing changed.");
        }
        return database.writer().inTransaction(transaction -> {
            pipelines.hold(transaction, current.name());
            record(transaction, earned, threshold, current, by);
            return pipelines.put(
                    transaction,
                    current.name(),
                    PolicyEdit.with(current.policy(), node -> node.put("confidence_threshold", threshold)),
                    by,
                    current.policyVersion());
        });
    }

    private void record(Handle transaction, Earned earned, double threshold, Pipeline current, String by) {
        ThresholdDao dao = transaction.attach(ThresholdDao.class);
        var application = new ThresholdDao.Application(
                current.name(),
                dao.applied(current.name()) + 1,
                threshold,
                new ThresholdDao.Application.Terms(earned.maxError(), earned.confidence(), earned.delta()),
                (int) earned.audits(),
                current.policyVersion() + 1,
                new ThresholdDao.Application.Applied(clock.millis(), by),
                earned.trial());
        if (dao.insert(application) == 0) {
            throw Refused.conflict(
                    "policy-changed", "Somebody else applied a threshold just now; read the advice again.");
        }
    }
}

package dev.touchstone.backend.quality.check;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.judge.SelfCheckStatus;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.api.policy.SelfCheckRules;
import dev.touchstone.backend.judge.check.CheckCalibration;
import dev.touchstone.backend.judge.check.CheckCalibrations;
import dev.touchstone.backend.judge.check.SelfCheckQueue;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.quality.Period;
import dev.touchstone.backend.quality.check.CheckedAuditDao.Audited;
import dev.touchstone.backend.store.Database;
import dev.touchstone.stats.confidence.ScoredOutput;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Learns from audits what the scores of a check mean, once there are enough, and anew every week. Until then, and with
/// every new version of the check, its scores route nothing. Thread-safe.
public final class CheckCalibrator {
    private static final Logger log = LoggerFactory.getLogger(CheckCalibrator.class);
    private static final int DAYS = 90;
    private static final Duration ANEW_AFTER = Duration.ofDays(7);

    private final Database database;
    private final Pipelines pipelines;
    private final SelfCheckQueue queue;
    private final InstantSource clock;

    public CheckCalibrator(Database database, Pipelines pipelines, SelfCheckQueue queue, InstantSource clock) {
        this.database = database;
        this.pipelines = pipelines;
        this.queue = queue;
        this.clock = clock;
    }

    /// Makes the calibrations that are missing or old. A pipeline that fails does not hold up the others.
    ///
    /// @return how many came into force
    public int catchUp() {
        int made = 0;
        for (Pipeline pipeline : pipelines.all()) {
            try {
                made += pipeline.policy().selfCheck() != null && catchUp(pipeline.name()) ? 1 : 0;
            } catch (RuntimeException e) {
                log.error("check not calibrated pipeline={}", pipeline.name(), e);
            }
        }
        return made;
    }

    private boolean catchUp(PipelineName pipeline) {
        Instant now = clock.instant();
        Known known = database.reader().withHandle(handle -> known(handle, pipeline, now));
        CheckCalibration before = known.inForce();
        if (known.version() == null
                || before != null && now.isBefore(before.madeAt().plus(ANEW_AFTER))
                || known.shortOf() != null) {
            return false;
        }
        CheckCalibration made = new CheckCalibration(
                pipeline,
                known.version(),
                now,
                known.audits().size(),
                known.wrong(),
                CheckBands.of(known.audits().stream()
                        .map(one -> new ScoredOutput(one.score(), right(one), 1 / one.rate()))
                        .toList()));
        boolean first = database.writer().inTransaction(transaction -> CheckCalibrations.store(transaction, made));
        log.info(
                "check calibrated pipeline={} version={} audits={} wrong={}",
                pipeline,
                made.checkVersion(),
                made.audits(),
                made.wrong());
        return first;
    }

    /// How far it is, for people.
    public SelfCheckStatus status(Pipeline pipeline) {
        Instant now = clock.instant();
        Known known = database.reader().withHandle(handle -> known(handle, pipeline.name(), now));
        String why = why(pipeline.policy().selfCheck(), known);
        return new SelfCheckStatus(
                pipeline.name(),
                why == null,
                why,
                known.version(),
                known.audits().size(),
                CheckCalibration.LEAST_AUDITS,
                known.inForce() == null ? null : known.inForce().wire());
    }

    private @Nullable String why(@Nullable SelfCheckRules rules, Known known) {
        if (rules == null) {
            return "The policy has no self_check.";
        }
        if (!queue.configured(rules)) {
            return rules.model() == null
                    ? "No judge is configured; set judge.model in config/touchstone.yaml and start again."
                    : "No model '" + rules.model() + "' is configured; add it to committee.models in"
                            + " config/touchstone.yaml and start again.";
        }
        if (known.inForce() != null) {
            return null;
        }
        return known.shortOf() == null ? "It will route within ten minutes." : known.shortOf();
    }

    /// What is known of a pipeline's checks.
    ///
    /// @param version null when none has answered about an audited output
    private record Known(
            @Nullable String version,
            List<Audited> audits,
            @Nullable CheckCalibration inForce) {
        long wrong() {
            return audits.stream().filter(one -> !right(one)).count();
        }

        /// What is missing for a calibration, in words; null when nothing is.
        @Nullable
        String shortOf() {
            if (audits.size() < CheckCalibration.LEAST_AUDITS) {
                return "Only " + audits.size() + " decided audits of the last " + DAYS
                        + " days have a score of the check; with " + CheckCalibration.LEAST_AUDITS
                        + " one can tell what its scores mean.";
            }
            return wrong() == 0
                    ? "None of " + audits.size() + " audits with a score was wrong, so nobody can tell what a low score"
                            + " means."
                    : null;
        }
    }

    private static Known known(Handle handle, PipelineName pipeline, Instant now) {
        Period past = Period.lastDays(DAYS, now);
        CheckedAuditDao dao = handle.attach(CheckedAuditDao.class);
        Optional<String> version = dao.version(pipeline, past.fromHour(), past.toHour());
        return version.map(found -> new Known(
                        found,
                        dao.audited(pipeline, past.fromHour(), past.toHour(), found),
                        CheckCalibrations.at(handle, pipeline, found, now.toEpochMilli())
                                .orElse(null)))
                .orElseGet(() -> new Known(null, List.of(), null));
    }

    private static boolean right(Audited one) {
        return one.action().equals("approve");
    }
}

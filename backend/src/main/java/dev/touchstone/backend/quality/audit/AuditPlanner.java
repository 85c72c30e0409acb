package dev.touchstone.backend.quality.audit;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.policy.AuditRules;
import dev.touchstone.api.policy.AuditScore;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.backend.audit.AuditPlan;
import dev.touchstone.backend.audit.AuditPlans;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.quality.Observations;
import dev.touchstone.backend.store.Database;
import dev.touchstone.stats.sampling.ActiveAuditGain;
import dev.touchstone.stats.sampling.ScoreBand;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Fixes the bands of policy versions that audit actively, once there are verdicts enough and only where they
/// show that it pays; until then such a version audits plainly. Thread-safe.
public final class AuditPlanner {
    private static final Logger log = LoggerFactory.getLogger(AuditPlanner.class);

    /// What a few hours of verdicts change is little, and looking reads a season of them.
    private static final Duration BETWEEN = Duration.ofHours(6);

    private final AuditPlans plans;
    private final Pipelines pipelines;
    private final PastScores past;
    private final InstantSource clock;
    private final Map<Version, Instant> looked = new ConcurrentHashMap<>();

    private record Version(PipelineName pipeline, int version) {}

    public AuditPlanner(
            Database database, Observations observations, AuditPlans plans, Pipelines pipelines, InstantSource clock) {
        this.plans = plans;
        this.pipelines = pipelines;
        this.past = new PastScores(database, observations, clock);
        this.clock = clock;
    }

    /// Makes the plans that are missing. A pipeline that fails does not hold up the others.
    ///
    /// @return how many came into force
    public int catchUp() {
        int made = 0;
        for (Pipeline pipeline : pipelines.all()) {
            try {
                made += catchUp(pipeline) ? 1 : 0;
            } catch (RuntimeException e) {
                log.error("audit bands not learnt pipeline={}", pipeline.name(), e);
            }
        }
        return made;
    }

    private boolean catchUp(Pipeline pipeline) {
        Policy policy = pipeline.policy();
        AuditRules rules = policy.audit();
        if (rules == null
                || !rules.active()
                || plans.find(pipeline.name(), pipeline.policyVersion()).isPresent()) {
            return false;
        }
        Version version = new Version(pipeline.name(), pipeline.policyVersion());
        Instant now = clock.instant();
        Instant before = looked.get(version);
        if (before != null && now.isBefore(before.plus(BETWEEN))) {
            return false;
        }
        looked.put(version, now);
        Optional<AuditPlan> plan = plan(pipeline, past.of(pipeline.name(), policy, rules.score()), rules, now);
        boolean first = plan.isPresent() && plans.store(plan.get());
        if (first) {
            log.info(
                    "audit bands pipeline={} policy_version={} labels={} cost={}",
                    pipeline.name(),
                    pipeline.policyVersion(),
                    plan.get().labels(),
                    plan.get().cost());
        }
        return first;
    }

    private static Optional<AuditPlan> plan(Pipeline pipeline, ScoredTraffic known, AuditRules rules, Instant now) {
        double rate = pipeline.policy().auditRate();
        if (!known.enough()) {
            return Optional.empty();
        }
        ActiveAuditGain gain = known.gain(rate, rules.floor());
        return gain.worthwhile()
                ? Optional.of(new AuditPlan(
                        pipeline.name(),
                        pipeline.policyVersion(),
                        rules.score(),
                        rate,
                        rules.floor() * rate,
                        bands(known, rate, rules.floor()),
                        known.labels().size(),
                        gain.cost(),
                        now))
                : Optional.empty();
    }

    static List<AuditPlan.Band> bands(ScoredTraffic known, double rate, double floor) {
        return known.bands(rate, floor).bands().stream()
                .map(band -> band(band, rate))
                .toList();
    }

    private static AuditPlan.Band band(ScoreBand band, double rate) {
        return new AuditPlan.Band(
                band.from(), band.share(), band.labels(), band.errorRate(), Math.min(1, band.multiple() * rate));
    }

    /// What is known of a score, whatever the policy goes by.
    ScoredTraffic known(Pipeline pipeline, AuditScore score) {
        return past.of(pipeline.name(), pipeline.policy(), score);
    }

    /// The bands in force; empty while the audit is plain.
    Optional<AuditPlan> inForce(Pipeline pipeline) {
        return pipeline.policy().activeScore().isEmpty()
                ? Optional.empty()
                : plans.find(pipeline.name(), pipeline.policyVersion());
    }
}

package dev.touchstone.backend.sampling;

import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.api.policy.SamplePlan;
import dev.touchstone.backend.pipeline.Pipelines;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Draws what plans want. It does not ask what time it was called for but which periods are missing, so a run that
/// comes late, twice, or on two nodes at once draws every period once. Thread-safe.
public final class Plans {
    private static final Logger log = LoggerFactory.getLogger(Plans.class);

    /// After a longer downtime, older periods stay undrawn: their reviews would bury those of today.
    static final Duration LOOK_BACK = Duration.ofDays(35);

    static final int MOST_PERIODS = 35;

    /// Leaves time for outputs that were posted just before the period's end.
    static final Duration GRACE = Duration.ofMinutes(5);

    private final Pipelines pipelines;
    private final Samples samples;
    private final InstantSource clock;

    public Plans(Pipelines pipelines, Samples samples, InstantSource clock) {
        this.pipelines = pipelines;
        this.samples = samples;
        this.clock = clock;
    }

    /// Draws every missing period of every plan. A plan that fails does not hold up the others; it is tried again with
    /// the next run.
    ///
    /// @return how many samples there are now that were missing
    public int catchUp() {
        int drawn = 0;
        for (Pipeline pipeline : pipelines.all()) {
            for (SamplePlan plan : pipeline.policy().samples()) {
                try {
                    drawn += catchUp(pipeline, plan);
                } catch (RuntimeException e) {
                    log.error("sample not drawn pipeline={} plan={}", pipeline.name(), plan.name(), e);
                }
            }
        }
        return drawn;
    }

    private int catchUp(Pipeline pipeline, SamplePlan plan) {
        List<Periods.Period> missing = missing(pipeline, plan);
        for (Periods.Period period : missing) {
            var sample = samples.draw(pipeline, plan, period);
            log.info(
                    "sample drawn pipeline={} plan={} period={} population={} members={}",
                    pipeline.name(),
                    plan.name(),
                    period.key(),
                    sample.result().population(),
                    sample.result().members());
        }
        return missing.size();
    }

    /// Periods that are over and not drawn, earliest first: at most [#MOST_PERIODS], none that ended before
    /// [#LOOK_BACK] or before the plan was declared.
    List<Periods.Period> missing(Pipeline pipeline, SamplePlan plan) {
        Instant now = clock.instant();
        Instant after = latest(now.minus(LOOK_BACK), declared(pipeline, plan, now.minus(LOOK_BACK)));
        List<Periods.Period> over = Periods.ending(plan, after, now.minus(GRACE));
        List<Periods.Period> recent = over.subList(Math.max(0, over.size() - MOST_PERIODS), over.size());
        if (recent.isEmpty()) {
            return recent;
        }
        Set<String> drawn = new HashSet<>(samples.drawnPeriods(
                pipeline.name(), plan.name(), recent.getFirst().start()));
        return recent.stream().filter(period -> !drawn.contains(period.key())).toList();
    }

    /// Since when the plan has been part of the policy with these periods, as far as that matters.
    private Instant declared(Pipeline pipeline, SamplePlan plan, Instant earliest) {
        return pipelines.since(
                pipeline,
                policy -> policy.samplePlan(plan.name())
                        .filter(then -> then.schedule().equals(plan.schedule())
                                && then.zone().equals(plan.zone()))
                        .isPresent(),
                earliest);
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}

package dev.touchstone.backend.sampling;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.policy.Budget;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.api.sampling.BudgetStatus;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.refusal.Refused;
import dev.touchstone.backend.review.ReviewQueue;
import dev.touchstone.backend.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the reviews of a pipeline within what its team can give. Once a day, and when the policy changes, the
/// probability with which doubtful outputs are reviewed is computed from the week before and put into force, as a
/// row that stays; intake reads the latest and every output records what held for it. Thread-safe.
public final class Budgets {
    private static final Logger log = LoggerFactory.getLogger(Budgets.class);
    private static final Duration REMEMBERED = Duration.ofSeconds(10);
    private static final long DAY_MS = 86_400_000;

    private final Database database;
    private final Pipelines pipelines;
    private final InstantSource clock;
    private final Map<PipelineName, InForce> inForce = new ConcurrentHashMap<>();

    private record InForce(double share, long untilMs) {}

    public Budgets(Database database, Pipelines pipelines, InstantSource clock) {
        this.database = database;
        this.pipelines = pipelines;
        this.clock = clock;
    }

    /// The probability with which a doubtful output of the pipeline is reviewed now, 0 to 1; 1 without a budget.
    /// Called for every output.
    public double doubtfulShare(Pipeline pipeline) {
        if (pipeline.policy().budget() == null) {
            return 1;
        }
        long now = clock.millis();
        InForce known = inForce.get(pipeline.name());
        if (known == null || now >= known.untilMs()) {
            known = new InForce(
                    latest(pipeline.name()).map(BudgetDao.Rate::piLow).orElse(1.0), now + REMEMBERED.toMillis());
            inForce.put(pipeline.name(), known);
        }
        return known.share();
    }

    /// Puts today's probability into force wherever there is none yet. A pipeline that fails does not hold up the
    /// others.
    ///
    /// @return for how many pipelines
    public int update() {
        int updated = 0;
        for (Pipeline pipeline : pipelines.all()) {
            Budget budget = pipeline.policy().budget();
            if (budget != null) {
                try {
                    updated += update(pipeline, budget) ? 1 : 0;
                } catch (RuntimeException e) {
                    log.error("budget not updated pipeline={}", pipeline.name(), e);
                }
            }
        }
        return updated;
    }

    private boolean update(Pipeline pipeline, Budget budget) {
        long day = clock.millis() / DAY_MS;
        Optional<BudgetDao.Rate> latest = latest(pipeline.name());
        if (latest.isPresent()
                && latest.get().day() == day
                && latest.get().policyVersion() == pipeline.policyVersion()) {
            return false;
        }
        BudgetDao.Rate rate = rate(pipeline, budget, day);
        boolean first = database.writer().withExtension(BudgetDao.class, dao -> dao.insert(rate)) == 1;
        inForce.remove(pipeline.name());
        if (first) {
            log.info("budget pipeline={} pi_low={} why={}", pipeline.name(), rate.piLow(), rate.why());
        }
        return first;
    }

    private BudgetDao.Rate rate(Pipeline pipeline, Budget budget, long day) {
        Arrivals arrivals =
                database.snapshot(snapshot -> Arrivals.lastWeek(snapshot, pipeline.name(), clock.instant()));
        return arrivals.rate(pipeline, budget, day, clock.millis());
    }

    /// How the budget stands.
    ///
    /// @throws Refused as unknown when the policy has no budget
    public BudgetStatus status(Pipeline pipeline) {
        Budget budget = pipeline.policy().budget();
        if (budget == null) {
            throw Refused.unknown(
                    "no-budget",
                    "The policy of '" + pipeline.name() + "' has no budget: every doubtful output is reviewed. Set"
                            + " budget.reviews_per_week in the policy to limit them.");
        }
        Optional<BudgetDao.Rate> stored = latest(pipeline.name());
        BudgetDao.Rate rate = stored.orElseGet(() -> rate(pipeline, budget, clock.millis() / DAY_MS));
        long open = database.reader().withHandle(handle -> ReviewQueue.openOf(handle, pipeline.name()));
        return new BudgetStatus(
                pipeline.name(),
                new BudgetStatus.Shares(
                        budget.reviewsPerWeek(),
                        rate.shares().auditShare(),
                        rate.shares().doubtfulShare(),
                        budget.learnReviews()),
                new BudgetStatus.Arrivals(
                        rate.arrivals().doubtfulArrivals(), rate.arrivals().auditArrivals()),
                new BudgetStatus.Chance(
                        doubtfulShare(pipeline),
                        stored.map(row -> Instant.ofEpochMilli(row.sinceMs())).orElse(null),
                        stored.isPresent() ? rate.why() : "Not computed yet, so every doubtful output is reviewed."),
                new BudgetStatus.Backlog(open, (double) open / budget.reviewsPerWeek()));
    }

    private Optional<BudgetDao.Rate> latest(PipelineName pipeline) {
        return database.reader().withExtension(BudgetDao.class, dao -> dao.latest(pipeline));
    }
}

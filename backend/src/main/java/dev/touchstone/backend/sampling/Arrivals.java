package dev.touchstone.backend.sampling;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.policy.Budget;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.backend.output.SamplingIndex;
import dev.touchstone.backend.review.SampledReviews;
import dev.touchstone.stats.sampling.BudgetSplit;
import java.time.Instant;
import java.util.Locale;
import org.jdbi.v3.core.Handle;

/// What a week brings, as the last 168 full hours show it.
///
/// @param doubtful doubtful outputs; those reviewed, each over its inclusion probability
/// @param audits reviews that the random audit chose
record Arrivals(double doubtful, double audits) {
    private static final long WEEK_HOURS = 168;
    /// From less than a day, nobody should tell what a week will bring.
    private static final long FEWEST_HOURS = 24;

    /// A pipeline that is younger than a week is taken to go on as it began.
    static Arrivals lastWeek(Handle snapshot, PipelineName pipeline, Instant now) {
        long to = now.getEpochSecond() / 3600;
        long from = to - WEEK_HOURS;
        long first = SamplingIndex.firstHour(snapshot, pipeline).orElse(from);
        double scale = (double) WEEK_HOURS / Math.clamp(to - first, FEWEST_HOURS, WEEK_HOURS);
        return new Arrivals(
                scale * SampledReviews.doubtful(snapshot, pipeline, from, to),
                scale * SampledReviews.audited(snapshot, pipeline, from, to));
    }

    BudgetDao.Rate rate(Pipeline pipeline, Budget budget, long day, long nowMs) {
        BudgetSplit split = BudgetSplit.of(left(budget), (long) Math.ceil(doubtful), 0, budget.auditMinimum());
        return new BudgetDao.Rate(
                pipeline.name(),
                day,
                pipeline.policyVersion(),
                nowMs,
                new BudgetDao.Rate.Shares(budget.reviewsPerWeek(), split.audit(), split.lowConfidence()),
                new BudgetDao.Rate.Arrivals(doubtful, audits),
                split.lowInclusion(),
                why(budget, split));
    }

    private String why(Budget budget, BudgetSplit split) {
        String doubt = split.lowInclusion() == 1
                ? String.format(
                        Locale.ROOT,
                        "About %.0f doubtful outputs a week fit into the %d reviews that the audit leaves: all are"
                                + " reviewed.",
                        doubtful,
                        left(budget) - Math.min(split.audit(), budget.auditMinimum()))
                : String.format(
                        Locale.ROOT,
                        "About %.0f doubtful outputs a week, but %d of %d reviews are left beside the audit: each is"
                                + " reviewed with probability %.3f.",
                        doubtful,
                        split.lowConfidence(),
                        budget.reviewsPerWeek(),
                        split.lowInclusion());
        return audits <= split.audit()
                ? doubt
                : doubt
                        + String.format(
                                Locale.ROOT,
                                " The audit rates bring about %.0f reviews a week, more than the audit's %d: lower them"
                                        + " or raise the budget, or the queue grows.",
                                audits,
                                split.audit());
    }

    /// Audit and doubtful outputs share what is not set aside for learning.
    private static long left(Budget budget) {
        return budget.reviewsPerWeek() - budget.learnReviews();
    }
}

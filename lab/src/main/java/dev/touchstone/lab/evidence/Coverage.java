package dev.touchstone.lab.evidence;

import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.quality.QualityFigure;
import dev.touchstone.api.wire.Range;
import dev.touchstone.backend.quality.estimate.Answer;
import dev.touchstone.backend.quality.estimate.AttributeFinding;
import dev.touchstone.backend.quality.estimate.QualityEstimator;
import dev.touchstone.backend.quality.estimate.ReviewFact;
import dev.touchstone.lab.recorded.Broken;
import dev.touchstone.lab.recorded.Markdown;
import dev.touchstone.lab.recorded.Recorded;
import dev.touchstone.lab.recorded.Sampled;
import dev.touchstone.lab.recorded.Tally;
import dev.touchstone.stats.estimate.HajekEstimate;
import dev.touchstone.stats.estimate.Target;
import dev.touchstone.stats.interval.Interval;
import dev.touchstone.stats.interval.Proportions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// How often intervals held the truth, ours and those of pooling everything reviewed.
final class Coverage {
    private static final double LEVEL = 0.95;

    private final String figure;
    private final double truth;
    private int runs;
    private int none;
    private long reviewed;
    private final Tally ours = new Tally();
    private final Tally pooled = new Tally();

    private Coverage(String figure, double truth) {
        this.figure = figure;
        this.truth = truth;
    }

    /// Error rate of the outputs, over all seeds.
    static Coverage ofErrors(List<Recorded> rows, Policy policy, String stratumKey, int seeds) {
        double wrong = rows.stream().filter(row -> !row.approved()).count();
        Coverage coverage = new Coverage("error rate", wrong / rows.size());
        for (int seed = 1; seed <= seeds; seed++) {
            Sampled sampled = Sampled.of(rows, policy, stratumKey, Sampled.key(seed));
            Optional<HajekEstimate> estimate =
                    new QualityEstimator(sampled.observed(), LEVEL, Target.FINITE).approval();
            coverage.next(sampled.reviews().size());
            if (estimate.isEmpty()) {
                coverage.none++;
                continue;
            }
            Interval interval = estimate.get().interval();
            coverage.ours.add(1 - interval.upper(), 1 - interval.lower(), coverage.truth);
            double errors = sampled.reviews().stream()
                    .filter(review -> review.answer() != Answer.APPROVED)
                    .count();
            coverage.pool(errors, sampled.reviews().size());
        }
        return coverage;
    }

    /// Share of annotated attributes that are right, over all seeds.
    static Coverage ofAttributes(List<Recorded> rows, Policy policy, String stratumKey, int seeds) {
        Coverage coverage = new Coverage(
                "attribute accuracy", share(rows.stream().flatMap(row -> row.attributes().values().stream())));
        for (int seed = 1; seed <= seeds; seed++) {
            Sampled sampled = Sampled.of(rows, policy, stratumKey, Sampled.key(seed));
            Range interval = new QualityEstimator(sampled.observed(), LEVEL, Target.FINITE)
                    .group("all", null)
                    .figure("attribute_accuracy")
                    .map(QualityFigure::interval)
                    .orElse(null);
            coverage.next(sampled.reviews().size());
            if (interval == null) {
                coverage.none++;
                continue;
            }
            coverage.ours.add(interval.lower(), interval.upper(), coverage.truth);
            List<AttributeFinding> findings = sampled.reviews().stream()
                    .map(ReviewFact::attributes)
                    .flatMap(found -> found.values().stream())
                    .toList();
            double right = findings.stream().filter(AttributeFinding::correct).count();
            coverage.pool(right, findings.size());
        }
        return coverage;
    }

    private static double share(Stream<AttributeFinding> findings) {
        return findings.mapToDouble(finding -> finding.correct() ? 1 : 0)
                .average()
                .orElse(0);
    }

    private void next(long reviews) {
        runs++;
        reviewed += reviews;
    }

    private void pool(double part, double n) {
        Interval interval = Proportions.wilson(part, n, LEVEL);
        pooled.add(interval.lower(), interval.upper(), truth);
    }

    /// Says when too few intervals held the truth.
    void report(String where, Broken broken) {
        broken.held(where + ", " + figure, ours.held(), ours.counted());
    }

    /// What the picture shows of it.
    Chart.Bar bar(String scenario) {
        return new Chart.Bar(scenario + ", " + figure, ours.share(), pooled.share());
    }

    /// One row of the table, but for its first two cells.
    String cells(long outputs) {
        return figure + " | " + outputs + " | " + Markdown.percent(truth) + " | " + reviewed / runs + " | "
                + ours.cells() + " | " + pooled.cells() + " | " + (none == 0 ? "" : String.valueOf(none));
    }
}

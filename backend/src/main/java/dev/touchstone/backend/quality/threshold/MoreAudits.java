package dev.touchstone.backend.quality.threshold;

import dev.touchstone.stats.confidence.LearnThenTestCertificate;
import java.util.List;
import java.util.OptionalLong;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/// How many audits a certificate would take, if errors went on as they look: a forecast, not a promise.
///
/// @param steps the thresholds tested
/// @param audits taken so far
record MoreAudits(List<LearnThenTestCertificate.Step> steps, int audits, double alpha, double delta) {
    private static final long MOST = 1_000_000;

    /// The fewest more over all thresholds; empty when the error looks too high at each.
    OptionalLong needed() {
        return steps.stream()
                .filter(step -> step.n() > 0)
                .map(this::forStep)
                .flatMapToLong(OptionalLong::stream)
                .min();
    }

    private OptionalLong forStep(LearnThenTestCertificate.Step step) {
        // Half an error more than seen: none seen is not none.
        double error = (step.errors() + 0.5) / (step.n() + 1);
        if (error >= alpha) {
            return OptionalLong.empty();
        }
        long low = step.n();
        long high = Math.max(1, low);
        while (!passes(high, error) && high < MOST) {
            low = high;
            high *= 2;
        }
        if (high >= MOST) {
            return OptionalLong.empty();
        }
        while (high - low > 1) {
            long middle = (low + high) / 2;
            if (passes(middle, error)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        double shareAbove = (double) step.n() / audits;
        return OptionalLong.of(Math.max(1, (long) Math.ceil(high / shareAbove) - audits));
    }

    private boolean passes(long n, double error) {
        int errors = (int) Math.ceil(error * n);
        return BinomialDistribution.of((int) n, alpha).cumulativeProbability(errors) <= delta;
    }

    /// The fewest audits that could certify anything: all of them right, on a fifth of the traffic.
    static long withoutErrors(double alpha, double delta) {
        return (long) Math.ceil(Math.max(Math.log(delta) / Math.log1p(-alpha), 8 / alpha));
    }
}

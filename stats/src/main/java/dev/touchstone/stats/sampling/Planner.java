package dev.touchstone.stats.sampling;

import dev.touchstone.stats.Require;
import dev.touchstone.stats.interval.Normal;
import dev.touchstone.stats.interval.Proportions;
import java.util.OptionalDouble;

/// How many reviews a promise needs, and what a number of reviews can promise.
public final class Planner {
    private static final int BISECTIONS = 200;
    private static final double LARGEST_SIZE = 1e15;

    private Planner() {}

    /// Fewest reviews for which the Wilson interval around `rate` is at most `halfWidth` to either side: its
    /// half-width solved for n. 469 for 0.95, 0.02 at 95 %.
    ///
    /// @param rate in [0, 1]
    /// @param halfWidth in (0, 0.5)
    public static long wilsonSampleSize(double rate, double halfWidth, double confidence) {
        Require.unit(rate, "rate");
        if (!(halfWidth > 0 && halfWidth < 0.5)) {
            throw new IllegalArgumentException(
                    "half-width must lie strictly between 0 and 0.5, was " + halfWidth + "; give 0.02 for 2 points");
        }
        double z2 = Math.pow(Normal.twoSided(confidence), 2);
        // h²(n+z²)² = z²(p(1-p)n + z²/4)
        double h2 = halfWidth * halfWidth;
        double middle = rate * (1 - rate) * z2 / (2 * h2) - z2;
        double constant = z2 * z2 - z2 * z2 / (4 * h2);
        double root = middle + Math.sqrt(Math.max(0, middle * middle - constant));
        Require.within(root, 0, LARGEST_SIZE, "sample size for so small a half-width");
        long n = Math.max(1, (long) Math.floor(root) - 1);
        while (halfWidth(rate, (double) n, z2) > halfWidth) {
            n++;
        }
        return n;
    }

    /// Smallest drop below `rate` that one comparison of `n` new reviews with a baseline of `baseline` finds
    /// with the given power, one-sided at `level`. Two-proportion z-test with the pooled variance under no
    /// change (Fleiss).
    ///
    /// @param power in (0, 1), usually 0.8
    /// @param level in (0, 1), usually 0.05
    /// @return in (0, rate]; empty when even a drop to zero would be missed
    public static OptionalDouble detectableDrop(double rate, long baseline, long n, double power, double level) {
        Require.inside(rate, "rate");
        Require.atLeast(baseline, 1, "baseline reviews");
        Require.atLeast(n, 1, "new reviews");
        double alpha = Normal.upper(level);
        double beta = Normal.upper(1 - Require.inside(power, "power"));
        double low = 0;
        double high = rate;
        if (!detects(rate, high, (double) baseline, (double) n, alpha, beta)) {
            return OptionalDouble.empty();
        }
        for (int i = 0; i < BISECTIONS; i++) {
            double drop = (low + high) / 2;
            if (detects(rate, drop, (double) baseline, (double) n, alpha, beta)) {
                high = drop;
            } else {
                low = drop;
            }
        }
        return OptionalDouble.of(high);
    }

    /// Reviews until [EsrDetector] sees errors rise from `eps0` to `eps1`, to first order: ln c / KL(ε₁‖ε₀).
    /// The actual delay is longer when ε₁ lies between the detector's bets.
    ///
    /// @param threshold c, above 1
    /// @param eps0 in (0, 1)
    /// @param eps1 in (eps0, 1]
    public static double sequentialDelay(double threshold, double eps0, double eps1) {
        if (!(threshold > 1 && threshold <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException("alarm threshold must be above 1, was " + threshold);
        }
        Require.inside(eps0, "tolerated error rate");
        if (!(eps1 > eps0 && eps1 <= 1)) {
            throw new IllegalArgumentException("the risen error rate must lie in (" + eps0 + ", 1], was " + eps1);
        }
        double good = eps1 == 1 ? 0 : (1 - eps1) * Math.log((1 - eps1) / (1 - eps0));
        return Require.positive(Math.log(threshold) / (eps1 * Math.log(eps1 / eps0) + good), "delay");
    }

    /// What no error in `n` reviews promises: the error rate is at most this, with the given confidence. 1 -
    /// (1-c)^(1/n).
    public static double zeroErrorUpper(long n, double confidence) {
        return Proportions.clopperPearsonUpper(0, n, confidence);
    }

    private static double halfWidth(double rate, double n, double z2) {
        return Math.sqrt(z2) * Math.sqrt(rate * (1 - rate) / n + z2 / (4 * n * n)) / (1 + z2 / n);
    }

    private static boolean detects(double rate, double drop, double m, double n, double alpha, double beta) {
        double dropped = rate - drop;
        double pooled = (m * rate + n * dropped) / (m + n);
        double unchanged = Math.sqrt(pooled * (1 - pooled) * (1 / n + 1 / m));
        double changed = Math.sqrt(rate * (1 - rate) / m + dropped * (1 - dropped) / n);
        return drop >= alpha * unchanged + beta * changed;
    }
}

package dev.touchstone.stats.interval;

import dev.touchstone.stats.Require;
import org.apache.commons.statistics.distribution.BetaDistribution;

/// Intervals for the share of successes among independent outputs sampled with equal probability.
///
/// [#wilson] is the one to display. [#clopperPearson] never covers less than its level and backs guarantees.
/// Exact coverage at rate 0.98, nominal 0.95, n = 100: Wilson 0.949, Clopper-Pearson 0.985, the textbook Wald
/// interval 0.866. Attributes of one output are a cluster, not independent: use [RatioLhw] for them.
public final class Proportions {
    private Proportions() {}

    /// Wilson score interval for `successes` of `n`, which may both be fractional. Wilson 1927, JASA 22:209.
    ///
    /// @param successes in [0, n]
    /// @param n positive
    public static Interval wilson(double successes, double n, double confidence) {
        Require.positive(n, "number of trials");
        Require.within(successes, 0, n, "successes");
        return wilsonAt(successes / n, n, confidence);
    }

    /// Wilson score interval around the rate `p` for a real-valued, usually effective, sample size `n`.
    public static Interval wilsonAt(double p, double n, double confidence) {
        Require.unit(p, "rate");
        Require.positive(n, "sample size");
        double z = Normal.twoSided(confidence);
        double z2n = z * z / n;
        double centre = (p + z2n / 2) / (1 + z2n);
        double halfWidth = z * Math.sqrt(p * (1 - p) / n + z2n / (4 * n)) / (1 + z2n);
        // At p = 0 and p = 1 the bound is exactly p; rounding must not push it past.
        return new Interval(
                p == 0 ? 0 : Math.clamp(centre - halfWidth, 0, p),
                p == 1 ? 1 : Math.clamp(centre + halfWidth, p, 1),
                confidence);
    }

    /// Exact interval: both tails hold at most half the error. Clopper and Pearson 1934, Biometrika 26:404.
    public static Interval clopperPearson(long successes, long n, double confidence) {
        double tail = (1 - Require.inside(confidence, "confidence")) / 2;
        return new Interval(1 - exactUpper(n - successes, n, tail), exactUpper(successes, n, tail), confidence);
    }

    /// One-sided exact upper bound of the rate: above the truth with probability at least `confidence`.
    /// Zero errors in 59 give 0.0495 at 0.95. Clopper and Pearson 1934.
    public static double clopperPearsonUpper(long successes, long n, double confidence) {
        return exactUpper(successes, n, 1 - Require.inside(confidence, "confidence"));
    }

    /// Equal-tailed Jeffreys interval, the quantiles of Beta(x + 1/2, n - x + 1/2) without adjustment at the
    /// ends, so at x = 0 and x = n it does not contain x/n. For comparison only. Brown, Cai and DasGupta 2001,
    /// Stat. Sci. 16:101.
    public static Interval jeffreys(long successes, long n, double confidence) {
        checkCounts(successes, n);
        double tail = (1 - Require.inside(confidence, "confidence")) / 2;
        var posterior = BetaDistribution.of(successes + 0.5, n - successes + 0.5);
        return new Interval(
                posterior.inverseCumulativeProbability(tail), posterior.inverseSurvivalProbability(tail), confidence);
    }

    private static double exactUpper(long successes, long n, double tail) {
        checkCounts(successes, n);
        if (successes == n) {
            return 1;
        }
        if (successes == 0) {
            return -Math.expm1(Math.log(tail) / n);
        }
        return BetaDistribution.of(successes + 1.0, (double) (n - successes)).inverseSurvivalProbability(tail);
    }

    private static void checkCounts(long successes, long n) {
        Require.atLeast(n, 1, "number of trials");
        Require.atLeast(successes, 0, "successes");
        Require.atMost(successes, n, "successes", "the number of trials");
    }
}

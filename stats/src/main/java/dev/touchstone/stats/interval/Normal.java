package dev.touchstone.stats.interval;

import dev.touchstone.stats.Require;
import org.apache.commons.statistics.distribution.NormalDistribution;

/// Quantiles of the standard normal distribution.
public final class Normal {
    private static final NormalDistribution STANDARD = NormalDistribution.of(0, 1);

    private Normal() {}

    /// The two-sided quantile, 1.96 for confidence 0.95.
    public static double twoSided(double confidence) {
        Require.inside(confidence, "confidence");
        return STANDARD.inverseSurvivalProbability((1 - confidence) / 2);
    }

    /// The value exceeded with probability `tail`, 1.645 for 0.05.
    public static double upper(double tail) {
        Require.inside(tail, "tail probability");
        return STANDARD.inverseSurvivalProbability(tail);
    }
}

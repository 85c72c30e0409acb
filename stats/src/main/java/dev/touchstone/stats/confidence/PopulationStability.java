package dev.touchstone.stats.confidence;

import dev.touchstone.stats.Require;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/// How far the distribution of scores has moved between two binned samples: the population stability index with
/// half a count added to each bin. A leading indicator, never a page.
///
/// The usual rule "PSI > 0.1" fires 39 % of the time without drift at 100 scores in 10 bins; compare with
/// [#threshold] instead.
///
/// @param psi not negative
/// @param scale 1/n + 1/m: PSI without drift is about scale times χ² with bins-1 degrees of freedom (Yurdakul
///     2018)
public record PopulationStability(double psi, double scale, int bins) {
    public PopulationStability {
        Require.within(psi, 0, Double.MAX_VALUE, "PSI");
        Require.positive(scale, "scale");
        Require.atLeast(bins, 2, "number of bins");
    }

    /// Compares counts in the same bins.
    public static PopulationStability of(long[] reference, long[] current) {
        Require.sameLength(reference.length, current.length, "reference and current bins");
        Require.atLeast(reference.length, 2, "number of bins");
        double n = total(reference);
        double m = total(current);
        double bins = reference.length;
        double psi = 0;
        for (int b = 0; b < reference.length; b++) {
            double before = (reference[b] + 0.5) / (n + bins / 2);
            double now = (current[b] + 0.5) / (m + bins / 2);
            psi += (now - before) * Math.log(now / before);
        }
        return new PopulationStability(Math.max(0, psi), 1 / n + 1 / m, reference.length);
    }

    /// What PSI exceeds with probability `level` without drift; 0.01 is the usual level.
    public double threshold(double level) {
        return scale * chiSquared().inverseSurvivalProbability(Require.inside(level, "level"));
    }

    /// Probability of so large a PSI without drift, in [0, 1].
    public double pValue() {
        return chiSquared().survivalProbability(psi / scale);
    }

    private ChiSquaredDistribution chiSquared() {
        return ChiSquaredDistribution.of(bins - 1.0);
    }

    private static double total(long[] counts) {
        long total = 0;
        for (long count : counts) {
            total = Math.addExact(total, Require.atLeast(count, 0, "count of a bin"));
        }
        return Require.atLeast(total, 1, "number of scores");
    }
}

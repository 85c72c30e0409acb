package dev.touchstone.stats.agreement;

import dev.touchstone.stats.Require;
import java.util.OptionalDouble;

/// Fleiss' κ, for comparison with published values; [Krippendorff] allows missing ratings. Fleiss 1971.
public final class FleissKappa {
    private FleissKappa() {}

    /// @param counts per unit (row) how many raters chose each category (column); every row has the same sum,
    ///     at least 2
    /// @return at most 1, may be negative; empty when only one category was ever chosen
    public static OptionalDouble of(long[][] counts) {
        Require.atLeast(counts.length, 1, "number of units");
        long raters = raters(counts);
        double[] prevalence = new double[counts[0].length];
        double agreement = 0;
        for (long[] unit : counts) {
            double pairs = 0;
            for (int k = 0; k < unit.length; k++) {
                prevalence[k] += (double) unit[k] / raters / counts.length;
                pairs += (double) unit[k] * (unit[k] - 1);
            }
            agreement += pairs / ((double) raters * (raters - 1)) / counts.length;
        }
        double chance = 0;
        for (double share : prevalence) {
            chance += share * share;
        }
        if (onlyOneCategory(counts)) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(Math.min(1, (agreement - chance) / (1 - chance)));
    }

    private static long raters(long[][] counts) {
        long raters = sum(counts[0]);
        for (long[] unit : counts) {
            Require.sameLength(unit.length, counts[0].length, "rows");
            if (sum(unit) != raters) {
                throw new IllegalArgumentException("every unit needs the same number of ratings, had " + raters
                        + " and " + sum(unit) + "; use Krippendorff's alpha when some are missing");
            }
        }
        return Require.atLeast(raters, 2, "ratings per unit");
    }

    private static long sum(long[] unit) {
        long sum = 0;
        for (long count : unit) {
            sum += Require.atLeast(count, 0, "count");
        }
        return sum;
    }

    private static boolean onlyOneCategory(long[][] counts) {
        int used = 0;
        for (int k = 0; k < counts[0].length; k++) {
            boolean chosen = false;
            for (long[] unit : counts) {
                chosen |= unit[k] > 0;
            }
            used += chosen ? 1 : 0;
        }
        return used < 2;
    }
}

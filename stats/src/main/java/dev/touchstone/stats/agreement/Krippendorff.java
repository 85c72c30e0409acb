package dev.touchstone.stats.agreement;

import dev.touchstone.stats.Require;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// Krippendorff's α: agreement of any number of reviewers, with ratings missing. 1 is perfect, 0 is chance;
/// reliable from 0.8, tentative from 0.667; show from 30 units. Krippendorff 2004, 2011.
///
/// @param alpha at most 1, may be negative
/// @param standardError jackknife over units; null when leaving out some unit leaves only one category
/// @param units with at least two ratings
public record Krippendorff(double alpha, @Nullable Double standardError, int units) {
    /// How different two categories are.
    public enum Scale {
        /// Different or not.
        NOMINAL,
        /// By how many ratings lie between them.
        ORDINAL,
        /// By the square of their difference.
        INTERVAL
    }

    public Krippendorff {
        Require.within(alpha, -Double.MAX_VALUE, 1, "alpha");
        if (standardError != null) {
            Require.within(standardError, 0, Double.MAX_VALUE, "standard error");
        }
    }

    /// @return empty when fewer than two categories occur in units with at least two ratings: agreement is then
    ///     not defined, not perfect
    public static Optional<Krippendorff> of(RatedUnits ratings, Scale scale) {
        RatedUnits pairable = ratings.pairable();
        double[] categories = pairable.categories();
        double[][] counts = pairable.counts(categories);
        Coincidences all = new Coincidences(categories);
        for (double[] unit : counts) {
            all.add(unit, 1);
        }
        OptionalDouble alpha = all.alpha(scale);
        if (alpha.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Krippendorff(alpha.getAsDouble(), jackknife(all, counts, scale), counts.length));
    }

    /// The jackknife standard error, empty when it is not defined.
    public OptionalDouble error() {
        return standardError == null ? OptionalDouble.empty() : OptionalDouble.of(standardError);
    }

    private static @Nullable Double jackknife(Coincidences all, double[][] counts, Scale scale) {
        double[] left = new double[counts.length];
        double mean = 0;
        for (int u = 0; u < counts.length; u++) {
            all.add(counts[u], -1);
            OptionalDouble alpha = all.alpha(scale);
            all.add(counts[u], 1);
            if (alpha.isEmpty()) {
                return null;
            }
            left[u] = alpha.getAsDouble();
            mean += left[u] / counts.length;
        }
        double squares = 0;
        for (double alpha : left) {
            squares += (alpha - mean) * (alpha - mean);
        }
        return Math.sqrt(squares * (counts.length - 1) / counts.length);
    }
}

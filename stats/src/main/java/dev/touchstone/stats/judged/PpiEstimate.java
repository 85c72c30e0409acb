package dev.touchstone.stats.judged;

import dev.touchstone.stats.Require;
import dev.touchstone.stats.interval.Interval;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// A judge-assisted mean with its normal interval, uncut: both may leave [0, 1] when few errors were found.
///
/// @param lambda how much the judge is trusted, in [0, 1]; 0 is people alone
/// @param essGain how many times the reviews are worth with the judge's help; null when no uncertainty is left
///     to compare
/// @param rho correlation of verdict and judge score, in [-1, 1]; null when either never varies
public record PpiEstimate(
        double value,
        double standardError,
        Interval interval,
        double lambda,
        @Nullable Double essGain,
        @Nullable Double rho) {
    public PpiEstimate {
        Require.finite(value, "estimate");
        Require.within(standardError, 0, Double.MAX_VALUE, "standard error");
        Require.unit(lambda, "lambda");
    }

    public OptionalDouble effectiveSampleGain() {
        return essGain == null ? OptionalDouble.empty() : OptionalDouble.of(essGain);
    }

    public OptionalDouble correlation() {
        return rho == null ? OptionalDouble.empty() : OptionalDouble.of(rho);
    }
}

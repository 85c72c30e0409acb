package dev.touchstone.stats.judged;

import dev.touchstone.stats.Require;
import dev.touchstone.stats.interval.Interval;
import java.util.List;

/// PPI++ over strata.
///
/// @param interval normal and uncut
/// @param lambdas trust in the judge per stratum, each in [0, 1]
public record StratifiedPpi(double value, double standardError, Interval interval, List<Double> lambdas) {
    public StratifiedPpi {
        Require.finite(value, "estimate");
        Require.within(standardError, 0, Double.MAX_VALUE, "standard error");
        lambdas = List.copyOf(lambdas);
    }
}

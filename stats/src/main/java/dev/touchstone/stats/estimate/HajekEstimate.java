package dev.touchstone.stats.estimate;

import dev.touchstone.stats.Require;
import dev.touchstone.stats.interval.Interval;
import dev.touchstone.stats.interval.Measured;
import org.jspecify.annotations.Nullable;

/// The share of correct outputs estimated by [Hajek].
///
/// @param value θ̂ = ΣW p̂ over the covered strata, in [0, 1]
/// @param interval the LHW interval, in [0, 1]; it includes the whole range of the uncovered share
/// @param standardError plain design-based error, for comparison: it is 0 when the sample held no error
/// @param certaintyShare share of the covered population in strata that were reviewed entirely
/// @param uncoveredShare share of the whole population in strata with too few reviews to estimate
/// @param effective n_eff of the sampled part; null when nothing is uncertain
/// @param reviewed outputs reviewed
/// @param population outputs delivered, N
public record HajekEstimate(
        double value,
        Interval interval,
        double standardError,
        double certaintyShare,
        double uncoveredShare,
        @Nullable Double effective,
        long reviewed,
        long population,
        Target target) {
    public HajekEstimate {
        Require.unit(value, "estimate");
        Require.within(standardError, 0, Double.MAX_VALUE, "standard error");
        Require.unit(certaintyShare, "certainty share");
        Require.unit(uncoveredShare, "uncovered share");
    }

    /// The estimate of the covered part as one of a population of which `share` could not be estimated at all.
    HajekEstimate withUncovered(double share, long wholePopulation) {
        double covered = 1 - share;
        // Never below the covered part's own end, which rounding could otherwise bring about.
        double upper = Math.clamp(covered * interval.upper() + share, interval.upper(), 1);
        Interval widened = new Interval(covered * interval.lower(), upper, interval.level());
        return new HajekEstimate(
                value, widened, standardError, certaintyShare, share, effective, reviewed, wholePopulation, target);
    }

    /// The textbook normal interval, neither cut nor recommended: in the designs simulated for this package it
    /// covers as little as 38 % at nominal 95 %.
    public Interval wald() {
        return Interval.wald(value, standardError, interval.level());
    }

    /// The same number as it is shown.
    public Estimate toEstimate(Method method) {
        return new Estimate(value, interval, reviewed, effective, population, method, target);
    }

    /// The same number for a difference by [Differences#mover].
    public Measured toMeasured() {
        return new Measured(value, interval);
    }
}

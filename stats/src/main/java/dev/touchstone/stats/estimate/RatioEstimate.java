package dev.touchstone.stats.estimate;

import dev.touchstone.stats.interval.FScores;
import dev.touchstone.stats.interval.Measured;
import org.jspecify.annotations.Nullable;

/// A ratio estimated by [RatioLhw].
///
/// @param ratio with its interval, in [0, 1]
/// @param effective n_eff of the sampled part; null when every output was reviewed
/// @param reviewed outputs the ratio comes from, also those with nothing that counts
/// @param target what it speaks about
public record RatioEstimate(Measured ratio, @Nullable Double effective, long reviewed, Target target) {
    /// F1 when the ratio is TP/(TP+FP+FN).
    public Measured f1() {
        return FScores.fromJaccard(ratio);
    }

    /// The ratio as it is shown.
    ///
    /// @param population outputs delivered, N
    public Estimate toEstimate(long population) {
        return new Estimate(ratio.value(), ratio.interval(), reviewed, effective, population, Method.RATIO_LHW, target);
    }
}

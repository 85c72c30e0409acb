package dev.touchstone.stats.sequential;

import dev.touchstone.stats.Require;

/// What a detector says after one review.
///
/// @param detector its next state; store it and go on from there
/// @param evidence positive, compared with the threshold before any reset
/// @param alarm whether the threshold was reached; the next state then starts anew
public record DetectorStep<D>(D detector, double evidence, boolean alarm) {
    public DetectorStep {
        Require.positive(evidence, "evidence");
    }
}

package dev.touchstone.stats.confidence;

import dev.touchstone.stats.Require;
import java.util.List;

/// A reviewed output with the confidence its pipeline gave it.
///
/// @param confidence in [0, 1]
/// @param correct the verdict
/// @param weight 1/π, positive; 1 in an equal-probability sample
public record ScoredOutput(double confidence, boolean correct, double weight) {
    public ScoredOutput {
        Require.unit(confidence, "confidence");
        Require.positive(weight, "weight");
    }

    /// An output of an equal-probability sample.
    public static ScoredOutput of(double confidence, boolean correct) {
        return new ScoredOutput(confidence, correct, 1);
    }

    public double outcome() {
        return correct ? 1 : 0;
    }

    static double totalWeight(List<ScoredOutput> outputs) {
        double total = 0;
        for (ScoredOutput output : outputs) {
            total += output.weight;
        }
        return total;
    }
}

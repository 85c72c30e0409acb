package dev.touchstone.stats.estimate;

import dev.touchstone.stats.Require;

/// One reviewed output that holds `part` good things out of `whole`: correct attributes of all attributes, true
/// positives of all predicted ones. The output, not the attribute, is what was sampled.
///
/// @param part in [0, whole]
/// @param whole finite and not negative; 0 when the output has nothing that counts
/// @param inclusion π, in (0, 1]
public record CountedOutput(double part, double whole, double inclusion) {
    public CountedOutput {
        Require.within(whole, 0, Double.MAX_VALUE, "the whole");
        Require.within(part, 0, whole, "the part");
        Require.inclusion(inclusion);
    }

    double weight() {
        return 1 / inclusion;
    }

    /// What this output's squared residual counts for in the variance.
    double varianceWeight(Target target) {
        return target.varianceWeight(inclusion);
    }
}

package dev.touchstone.stats.estimate;

import dev.touchstone.stats.Require;

/// One reviewed output as the estimators see it.
///
/// @param value the verdict, 1 correct and 0 wrong, or graded in between
/// @param inclusion π, the probability fixed at arrival that this output would be reviewed; in (0, 1]
public record ReviewedOutput(double value, double inclusion) {
    public ReviewedOutput {
        Require.unit(value, "verdict");
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

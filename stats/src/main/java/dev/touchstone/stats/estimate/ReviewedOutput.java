package dev.touchstone.stats.estimate;

import dev.touchstone.stats.Require;
import org.jspecify.annotations.Nullable;

/// One reviewed output as the estimators see it.
///
/// @param value the verdict, 1 correct and 0 wrong, or graded in between
/// @param inclusion π, the probability fixed at arrival that this output would be reviewed; in (0, 1]
/// @param cluster what it belongs together with, such as a conversation; null when with nothing
public record ReviewedOutput(
        double value, double inclusion, @Nullable Long cluster) {
    public ReviewedOutput {
        Require.unit(value, "verdict");
        Require.inclusion(inclusion);
    }

    public ReviewedOutput(double value, double inclusion) {
        this(value, inclusion, null);
    }

    double weight() {
        return 1 / inclusion;
    }

    /// What this output's squared residual counts for in the variance.
    double varianceWeight(Target target) {
        return target.varianceWeight(inclusion);
    }
}

package dev.touchstone.stats.sequential;

import dev.touchstone.stats.Require;
import dev.touchstone.stats.interval.Proportions;

/// The error rate ε₀ a drift detector tolerates.
public final class DriftBaseline {
    /// Probability that the frozen baseline misjudges its own rate downwards.
    public static final double DEFAULT_GAMMA = 0.1;

    private DriftBaseline() {}

    /// From a frozen baseline: the one-sided Clopper-Pearson upper bound of its error rate, so that the
    /// detector's guarantee holds with probability at least 1 - gamma over the choice of the baseline. Use 400
    /// audit reviews or more; a moving baseline would absorb slow drift.
    ///
    /// @return in (0, 1]; a detector needs it below 1
    public static double eps0(long errors, long reviewed, double gamma) {
        return Proportions.clopperPearsonUpper(errors, reviewed, 1 - Require.inside(gamma, "gamma"));
    }

    /// From a promised floor of quality, such as 0.95 correct.
    public static double eps0OfFloor(double floor) {
        return 1 - Require.inside(floor, "promised quality");
    }
}

package dev.touchstone.stats.reviewer;

import dev.touchstone.stats.Require;
import dev.touchstone.stats.interval.Measured;
import dev.touchstone.stats.interval.Proportions;

/// A share known from some cases.
///
/// @param share in [0, 1]
/// @param n cases it is known from, positive; a number of effective ones may be fractional
public record Known(double share, double n) {
    public Known {
        Require.unit(share, "share");
        Require.positive(n, "number of cases");
    }

    /// `part` of `whole`.
    ///
    /// @param part in [0, whole]
    /// @param whole at least 1
    public static Known of(long part, long whole) {
        Require.atLeast(whole, 1, "number of cases");
        Require.atMost(Require.atLeast(part, 0, "a part"), whole, "a part", "the number of cases");
        return new Known((double) part / whole, whole);
    }

    /// With its Wilson interval.
    public Measured measured(double confidence) {
        return new Measured(share, Proportions.wilsonAt(share, n, confidence));
    }

    /// With one case of either kind added, so that it is never taken for certain.
    Known shrunk() {
        return new Known((share * n + 1) / (n + 2), n + 2);
    }

    double variance() {
        return share * (1 - share) / n;
    }
}

package dev.touchstone.stats.interval;

import dev.touchstone.stats.Require;

/// Difference of two shares of the same outputs, such as how often two judges agree with people. The two are not
/// independent, so [Differences] would give too wide an interval.
public final class PairedDifference {
    private PairedDifference() {}

    /// First share less the second, with the score interval for pairs (method 10, square-and-add, of Newcombe 1998,
    /// Stat.
    /// Med. 17:2635, with his correction of the correlation for continuity).
    ///
    /// @param both outputs that both have right
    /// @param onlyFirst outputs that only the first has right
    /// @param onlySecond outputs that only the second has right
    /// @param neither the rest; together at least 1
    public static Measured of(long both, long onlyFirst, long onlySecond, long neither, double confidence) {
        double a = Require.atLeast(both, 0, "pairs right in both");
        double b = Require.atLeast(onlyFirst, 0, "pairs right in the first");
        double c = Require.atLeast(onlySecond, 0, "pairs right in the second");
        double d = Require.atLeast(neither, 0, "pairs right in neither");
        double n = a + b + c + d;
        Interval first = Proportions.wilson(a + b, n, confidence);
        Interval second = Proportions.wilson(a + c, n, confidence);
        double p1 = (a + b) / n;
        double p2 = (a + c) / n;
        double correlation = correlation(a, b, c, d);
        double down = combined(p1 - first.lower(), second.upper() - p2, correlation);
        double up = combined(first.upper() - p1, p2 - second.lower(), correlation);
        double difference = (b - c) / n;
        return new Measured(difference, new Interval(difference - down, difference + up, confidence));
    }

    private static double correlation(double a, double b, double c, double d) {
        double margins = Math.sqrt((a + b) * (c + d) * (a + c) * (b + d));
        double product = a * d - b * c;
        double corrected = product > 0 ? Math.max(0, product - (a + b + c + d) / 2) : product;
        return margins == 0 ? 0 : corrected / margins;
    }

    private static double combined(double one, double other, double correlation) {
        return Math.sqrt(Math.max(0, one * one - 2 * correlation * one * other + other * other));
    }
}

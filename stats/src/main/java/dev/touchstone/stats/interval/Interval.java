package dev.touchstone.stats.interval;

import dev.touchstone.stats.Require;

/// A two-sided interval, both ends included. Its level is the nominal coverage, such as 0.95.
///
/// The ends are finite and ordered but need not lie in [0, 1]: an interval of a difference reaches below 0, and
/// the comparison intervals (Wald, PPI) overshoot 1, which is one reason they are not displayed.
public record Interval(double lower, double upper, double level) {
    public Interval {
        Require.finite(lower, "lower end");
        Require.finite(upper, "upper end");
        Require.inside(level, "confidence level");
        if (lower > upper) {
            throw new IllegalArgumentException("interval ends are swapped: " + lower + " > " + upper);
        }
    }

    /// `centre` plus and minus the normal quantile times `standardError` (Wald). Comparison methods only.
    public static Interval wald(double centre, double standardError, double level) {
        double halfWidth = Normal.twoSided(level) * standardError;
        return new Interval(centre - halfWidth, centre + halfWidth, level);
    }

    public double width() {
        return upper - lower;
    }

    public boolean contains(double value) {
        return value >= lower && value <= upper;
    }

    /// This interval cut to `[lowest, highest]`, for display of methods that overshoot. An interval wholly
    /// outside collapses on the nearer end.
    public Interval within(double lowest, double highest) {
        if (lowest > highest) {
            throw new IllegalArgumentException("bounds are swapped: " + lowest + " > " + highest);
        }
        return new Interval(Math.clamp(lower, lowest, highest), Math.clamp(upper, lowest, highest), level);
    }
}

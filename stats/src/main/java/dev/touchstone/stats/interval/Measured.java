package dev.touchstone.stats.interval;

import dev.touchstone.stats.Require;

/// A value with its interval, which always contains it.
public record Measured(double value, Interval interval) {
    public Measured {
        Require.finite(value, "value");
        if (!interval.contains(value)) {
            throw new IllegalArgumentException("value " + value + " lies outside its interval " + interval);
        }
    }
}

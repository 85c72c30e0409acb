package dev.touchstone.backend.drift;

import dev.touchstone.stats.interval.Interval;
import dev.touchstone.stats.interval.Proportions;
import dev.touchstone.stats.sequential.DriftBaseline;

/// How often a kind of output was wrong in the beginning. Frozen once it has enough reviews, because a baseline
/// that moves absorbs slow drift.
///
/// @param size reviews it is frozen from
public record Baseline(long size, long reviewed, long wrong) {
    private static final double LEVEL = 0.95;

    static Baseline start(long size) {
        return new Baseline(size, 0, 0);
    }

    boolean frozen() {
        return reviewed >= size;
    }

    Baseline next(boolean error) {
        return new Baseline(size, reviewed + 1, wrong + (error ? 1 : 0));
    }

    /// Whether rates can be held against it: not when everything in it was wrong.
    boolean usable() {
        return frozen() && wrong < reviewed;
    }

    /// The tolerated rate, ε₀.
    double eps0() {
        return DriftBaseline.eps0(wrong, reviewed, DriftBaseline.DEFAULT_GAMMA);
    }

    double rate() {
        return (double) wrong / reviewed;
    }

    Interval interval() {
        return Proportions.wilson((double) wrong, (double) reviewed, LEVEL);
    }
}

package dev.touchstone.api.wire;

import java.time.Duration;

/// How long to wait between attempts that fail: longer each time, up to a longest wait.
///
/// @param first the wait after the first failure
/// @param longest no wait is longer
/// @param factor how many times longer each wait is than the one before, at least 1
public record Backoff(Duration first, Duration longest, int factor) {
    public Backoff {
        if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0 || factor < 1) {
            throw new IllegalArgumentException("a wait must be positive and may not shrink");
        }
    }

    /// Each wait twice as long as the one before.
    public static Backoff doubling(Duration first, Duration longest) {
        return new Backoff(first, longest, 2);
    }

    /// The wait after so many failures in a row, counted from 1; after fewer, the first one.
    public Duration after(int failures) {
        Duration wait = first;
        for (int failed = 1; failed < failures && wait.compareTo(longest) < 0; failed++) {
            wait = wait.compareTo(longest.dividedBy(factor)) > 0 ? longest : wait.multipliedBy(factor);
        }
        return wait.compareTo(longest) > 0 ? longest : wait;
    }
}

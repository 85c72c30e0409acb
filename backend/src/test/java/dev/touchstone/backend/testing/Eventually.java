package dev.touchstone.backend.testing;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Waits for something that happens by itself.
public final class Eventually {
    private Eventually() {}

    /// @throws AssertionError when it has not happened in time
    public static void within(Duration atMost, String what, BooleanSupplier happened) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!happened.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + atMost + ": " + what);
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted", e);
            }
        }
    }
}

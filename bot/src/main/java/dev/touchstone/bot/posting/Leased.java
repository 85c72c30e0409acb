package dev.touchstone.bot.posting;

import dev.touchstone.api.delivery.Delivery;
import dev.touchstone.bot.slack.Marker;
import java.time.Duration;

/// A delivery this bot may carry out until the lease ends. Our own count of the time decides, because our clock and
/// the backend's may differ.
///
/// @param endsAt in nanoseconds of [System#nanoTime]
record Leased(Delivery delivery, long endsAt) {
    static Leased now(Delivery delivery, Duration lease) {
        return new Leased(delivery, System.nanoTime() + lease.toNanos());
    }

    boolean over() {
        return System.nanoTime() - endsAt >= 0;
    }

    /// Somebody else may post it now; posting it too would show it twice.
    void requireHeld() {
        if (over()) {
            throw new Over();
        }
    }

    Marker marker() {
        return new Marker(delivery.id());
    }

    /// The lease ended before the work did.
    static final class Over extends RuntimeException {
        Over() {
            super("the lease is over", null, false, false);
        }
    }
}

package dev.touchstone.bot.posting;

import dev.touchstone.api.delivery.Delivery;
import dev.touchstone.bot.slack.Marker;
import java.time.Duration;

/// A delivery this bot may carry out until the lease ends, which is put off as long as the bot can say that it lives.
/// Our own count of the time decides, because our clock and the backend's may differ. Thread-safe.
final class Leased {
    private final Delivery delivery;
    /// In nanoseconds of [System#nanoTime].
    private volatile long endsAt;

    private Leased(Delivery delivery, long endsAt) {
        this.delivery = delivery;
        this.endsAt = endsAt;
    }

    static Leased now(Delivery delivery, Duration lease) {
        return new Leased(delivery, System.nanoTime() + lease.toNanos());
    }

    Delivery delivery() {
        return delivery;
    }

    /// @param asked when this bot asked for it, in nanoseconds of [System#nanoTime]
    void renewed(long asked, Duration lease) {
        endsAt = asked + lease.toNanos();
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

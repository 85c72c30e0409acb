package dev.touchstone.sandbox.fault;

import java.util.concurrent.atomic.AtomicInteger;

/// What shall go wrong with the next envelopes. Slack delivers at least once, and sometimes it is more than once.
public final class DeliveryFaults {
    private final AtomicInteger twice = new AtomicInteger();
    private final AtomicInteger toTwo = new AtomicInteger();

    public void sendTwice(int envelopes) {
        twice.addAndGet(envelopes);
    }

    public void sendToTwoSockets(int envelopes) {
        toTwo.addAndGet(envelopes);
    }

    public boolean takeTwice() {
        return take(twice);
    }

    public boolean takeToTwoSockets() {
        return take(toTwo);
    }

    public int pendingTwice() {
        return twice.get();
    }

    public int pendingToTwoSockets() {
        return toTwo.get();
    }

    public void clear() {
        twice.set(0);
        toTwo.set(0);
    }

    private static boolean take(AtomicInteger left) {
        return left.getAndUpdate(count -> Math.max(0, count - 1)) > 0;
    }
}

package dev.touchstone.backend.outbox;

import dev.touchstone.backend.store.FaultLog;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Renews the leases of what this process has in hand, on a thread of its own: a lease says that its holder lives, not
/// how long the work may take. Thread-safe.
final class LeaseKeeper implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LeaseKeeper.class);
    private static final int RENEWALS = 3;

    private final Outbox outbox;
    private final Duration lease;
    private final Map<String, Integer> inHand = new ConcurrentHashMap<>();
    private final Thread thread;
    private volatile boolean closing;

    LeaseKeeper(Outbox outbox, String consumer, Duration lease) {
        this.outbox = outbox;
        this.lease = lease;
        thread = Thread.ofPlatform().daemon().name(consumer + "-keep").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /// How long a lease lasts that is not renewed.
    Duration lease() {
        return lease;
    }

    void add(Leased delivery) {
        inHand.put(delivery.id(), delivery.attempt());
    }

    void remove(Leased delivery) {
        inHand.remove(delivery.id(), delivery.attempt());
    }

    private void run() {
        while (!closing) {
            try {
                Thread.sleep(lease.dividedBy(RENEWALS));
                // What is gone is told when its outcome is recorded.
                var unused = outbox.renew(Map.copyOf(inHand), lease);
            } catch (InterruptedException e) {
                // Only close() interrupts, and the loop's condition sees to that.
            } catch (RuntimeException | Error e) {
                FaultLog.warn(log, "leases not renewed, trying on", e);
            }
        }
    }

    @Override
    public void close() {
        closing = true;
        thread.interrupt();
    }
}

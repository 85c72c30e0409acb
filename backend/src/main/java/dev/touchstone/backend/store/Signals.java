package dev.touchstone.backend.store;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Lets long polls sleep until something they wait for was committed. A signal is only a hint: the waiter looks
/// again in the database, and does so once a second in any case, because another process may have committed it.
/// Thread-safe.
public final class Signals implements AutoCloseable {
    private static final Duration RECHECK = Duration.ofSeconds(1);

    private final Map<String, CountDownLatch> waiting = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /// Wakes whoever waits for the topic. Call it after the commit.
    public void raise(String topic) {
        CountDownLatch latch = waiting.remove(topic);
        if (latch != null) {
            latch.countDown();
        }
    }

    /// Looks until there is a result or the time is up.
    ///
    /// @return the first non-null result, or null when the time is up
    public <T> @Nullable T await(String topic, Duration atMost, Supplier<@Nullable T> look) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (true) {
            // Registered before looking: a commit in between is not missed.
            CountDownLatch latch = waiting.computeIfAbsent(topic, t -> new CountDownLatch(1));
            T found;
            try {
                found = Blocking.call(look::get);
            } catch (RuntimeException e) {
                forget(topic, latch);
                throw e;
            }
            long left = deadline - System.nanoTime();
            if (found != null || left <= 0 || closed) {
                forget(topic, latch);
                return found;
            }
            try {
                boolean raised = latch.await(Math.min(left, RECHECK.toNanos()), TimeUnit.NANOSECONDS);
                if (!raised) {
                    forget(topic, latch);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return null;
            }
        }
    }

    /// A topic nobody waits for must not stay in memory. Others on the same latch wake, look and register again.
    private void forget(String topic, CountDownLatch latch) {
        if (waiting.remove(topic, latch)) {
            latch.countDown();
        }
    }

    /// Ends every wait now, with what there is: a server that stops must not sit out its long polls.
    @Override
    public void close() {
        closed = true;
        waiting.values().forEach(CountDownLatch::countDown);
    }
}

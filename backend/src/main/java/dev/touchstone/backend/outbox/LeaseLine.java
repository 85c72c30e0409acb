package dev.touchstone.backend.outbox;

import dev.touchstone.backend.store.Blocking;
import dev.touchstone.backend.store.FaultLog;
import dev.touchstone.backend.store.Signals;
import dev.touchstone.backend.store.StorageFault;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Those who wait for work, in one line per consumer. Whoever comes looks once; after that only the first of a line
/// looks, and wakes the next when there was something: after a commit, when a job falls due, and once a second where
/// other processes write too. The database's trouble ends no wait. Thread-safe.
final class LeaseLine implements Signals.Listener {
    private static final Logger log = LoggerFactory.getLogger(LeaseLine.class);
    private static final long TICK_MS = 250;
    private static final long RECHECK = Duration.ofSeconds(1).toNanos();
    private static final long PAUSE_AFTER_TROUBLE = Duration.ofSeconds(1).toNanos();

    private final InstantSource clock;
    private final boolean alone;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Line> lines = new HashMap<>();
    private int waiting;
    private @Nullable Thread timer;
    private boolean closed;

    /// @param alone whether no other process writes to the database
    LeaseLine(InstantSource clock, boolean alone) {
        this.clock = clock;
        this.alone = alone;
    }

    /// What a look has found.
    sealed interface Found {
        record Some(List<Leased> leased) implements Found {}

        /// @param due when something may be due at the earliest; null when nothing waits for its time
        record Nothing(@Nullable Instant due) implements Found {}
    }

    private static final class Line {
        final Deque<CountDownLatch> waiting = new ArrayDeque<>();
        long signals;

        @Nullable
        Instant due;
        /// By [System#nanoTime], when the line is to be woken whatever happens.
        @Nullable
        Long lookAt;
    }

    /// Looks until there is something or the time is up.
    ///
    /// @param look on the database
    List<Leased> await(String consumer, Duration atMost, Supplier<Found> look) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (true) {
            long heard = signals(consumer);
            Found found;
            try {
                found = Blocking.call(look::get);
            } catch (RuntimeException | Error e) {
                boolean goOn = StorageFault.of(e).passing() && deadline - System.nanoTime() > 0;
                if (!goOn) {
                    wakeNext(consumer);
                    throw e;
                }
                FaultLog.warn(log, "deliveries cannot be leased, trying on", e);
                found = null;
            }
            if (found instanceof Found.Some some) {
                // There may be more than one could take.
                wakeNext(consumer);
                return some.leased();
            }
            CountDownLatch turn = new CountDownLatch(1);
            if (!stand(consumer, turn, heard, (Found.Nothing) found)) {
                if (deadline - System.nanoTime() <= 0 || isClosed()) {
                    return List.of();
                }
                continue;
            }
            if (!woken(consumer, turn, deadline)) {
                return List.of();
            }
        }
    }

    private long signals(String consumer) {
        lock.lock();
        try {
            return line(consumer).signals;
        } finally {
            lock.unlock();
        }
    }

    /// @return false when something was written while the caller looked, or nobody may wait any more
    private boolean stand(String consumer, CountDownLatch turn, long heard, Found.@Nullable Nothing nothing) {
        lock.lock();
        try {
            Line line = line(consumer);
            if (closed || nothing != null && line.signals != heard) {
                return false;
            }
            if (nothing == null) {
                line.lookAt = System.nanoTime() + PAUSE_AFTER_TROUBLE;
            } else {
                line.due = nothing.due();
                line.lookAt = alone ? null : Long.valueOf(System.nanoTime() + RECHECK);
            }
            line.waiting.addLast(turn);
            waiting++;
            if (timer == null) {
                timer = Thread.ofPlatform().daemon().name("leases").start(this::keepTime);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private boolean woken(String consumer, CountDownLatch turn, long deadline) {
        boolean interrupted = false;
        boolean turned = false;
        try {
            turned = turn.await(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (!turned && !leave(consumer, turn)) {
            // Woken a moment too late to look: somebody else shall.
            wakeNext(consumer);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return turned && !isClosed();
    }

    private boolean leave(String consumer, CountDownLatch turn) {
        lock.lock();
        try {
            boolean stood = line(consumer).waiting.remove(turn);
            waiting -= stood ? 1 : 0;
            return stood;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void raised(String consumer) {
        lock.lock();
        try {
            Line line = line(consumer);
            line.signals++;
            wakeFirst(line);
        } finally {
            lock.unlock();
        }
    }

    private void wakeNext(String consumer) {
        lock.lock();
        try {
            wakeFirst(line(consumer));
        } finally {
            lock.unlock();
        }
    }

    private void wakeFirst(Line line) {
        CountDownLatch first = line.waiting.pollFirst();
        if (first != null) {
            waiting--;
            line.due = null;
            line.lookAt = null;
            first.countDown();
        }
    }

    /// Lives as long as anybody waits. It asks our clock and never the database.
    private void keepTime() {
        while (true) {
            lock.lock();
            try {
                if (waiting == 0) {
                    timer = null;
                    return;
                }
                Instant now = clock.instant();
                long nanos = System.nanoTime();
                for (Line line : lines.values()) {
                    boolean due = line.due != null && !line.due.isAfter(now);
                    if (due || line.lookAt != null && nanos - line.lookAt >= 0) {
                        wakeFirst(line);
                    }
                }
            } finally {
                lock.unlock();
            }
            try {
                Thread.sleep(TICK_MS);
            } catch (InterruptedException e) {
                // Nobody interrupts this thread; should somebody, it only looks sooner.
            }
        }
    }

    int waiting() {
        lock.lock();
        try {
            return waiting;
        } finally {
            lock.unlock();
        }
    }

    /// Whether nobody may wait any more.
    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void closed() {
        lock.lock();
        try {
            closed = true;
            for (Line line : lines.values()) {
                while (!line.waiting.isEmpty()) {
                    wakeFirst(line);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private Line line(String consumer) {
        return lines.computeIfAbsent(consumer, fresh -> new Line());
    }
}

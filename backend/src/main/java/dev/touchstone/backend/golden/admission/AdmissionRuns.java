package dev.touchstone.backend.golden.admission;

import dev.touchstone.backend.store.FaultLog;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The thread that admits: it sleeps until it is woken, and then lets some more gather, unless somebody
/// waits for it. Who waits, waits for the end of a run that began after they came.
final class AdmissionRuns implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(AdmissionRuns.class);

    private static final long GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    /// What another node left when it ended is found after so long.
    private static final long LONGEST_SLEEP_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final long AFTER_FAULT_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Runnable run;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Thread thread =
            Thread.ofPlatform().name("golden-admission").daemon().unstarted(this::loop);
    /// How often a run was asked for, and what of that is done.
    private long asked;

    private long done;
    private boolean hurry;
    private boolean closed;

    AdmissionRuns(Runnable run) {
        this.run = run;
    }

    void start() {
        thread.start();
    }

    void wake() {
        lock.lock();
        try {
            asked++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean settled(Duration atMost) {
        long left = atMost.toNanos();
        lock.lock();
        try {
            long mine = ++asked;
            hurry = true;
            changed.signalAll();
            while (done < mine && !closed && left > 0) {
                left = changed.awaitNanos(left);
            }
            return done >= mine;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void loop() {
        try {
            boolean faulty = false;
            while (true) {
                long upTo = next(faulty);
                if (upTo < 0) {
                    return;
                }
                faulty = !ran();
                if (!faulty) {
                    finished(upTo);
                }
            }
        } catch (InterruptedException e) {
            log.debug("admission stopped");
        }
    }

    /// Waits until there is something to do.
    ///
    /// @return which wishes the next run meets; negative at the end
    private long next(boolean faulty) throws InterruptedException {
        lock.lock();
        try {
            if (faulty) {
                pause(AFTER_FAULT_NANOS, false);
            } else {
                long left = LONGEST_SLEEP_NANOS;
                while (asked == done && !closed && left > 0) {
                    left = changed.awaitNanos(left);
                }
                pause(GATHER_NANOS, true);
            }
            hurry = false;
            return closed ? -1 : asked;
        } finally {
            lock.unlock();
        }
    }

    private void pause(long nanos, boolean unlessHurried) throws InterruptedException {
        long left = nanos;
        while (left > 0 && !closed && !(unlessHurried && hurry)) {
            left = changed.awaitNanos(left);
        }
    }

    private boolean ran() {
        try {
            run.run();
            return true;
        } catch (RuntimeException e) {
            FaultLog.warn(log, "admitting decisions failed, trying again", e);
            return false;
        }
    }

    private void finished(long upTo) {
        lock.lock();
        try {
            done = upTo;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            thread.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

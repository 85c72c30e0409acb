package dev.touchstone.backend.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Something there is only so much of, such as memory or threads, shared so that no single key can take all of it.
/// Per process.
final class Shares {
    private final Semaphore all;
    private final int perKey;
    private final Map<String, Semaphore> keys = new ConcurrentHashMap<>();

    /// @param all how much there is
    /// @param perKey how much of it one key may have
    Shares(int all, int perKey) {
        this.all = new Semaphore(all);
        this.perKey = Math.min(all, perKey);
    }

    /// The most that one key can ever have.
    int perKey() {
        return perKey;
    }

    /// Takes an amount, waiting for others to give theirs back; all of it or nothing, so that those who wait hold
    /// nothing that others wait for.
    ///
    /// @return whether it was there in time
    boolean take(String key, int amount, Duration wait) {
        Semaphore own = keys.computeIfAbsent(key, id -> new Semaphore(perKey));
        if (own.tryAcquire(amount)) {
            if (all.tryAcquire(amount)) {
                return true;
            }
            own.release(amount);
        }
        return !wait.isZero() && amount <= perKey && await(own, amount, wait);
    }

    private boolean await(Semaphore own, int amount, Duration wait) {
        long deadline = System.nanoTime() + wait.toNanos();
        try {
            if (!own.tryAcquire(amount, wait.toNanos(), TimeUnit.NANOSECONDS)) {
                return false;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        boolean taken = false;
        try {
            taken = all.tryAcquire(amount, deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (!taken) {
                own.release(amount);
            }
        }
        return taken;
    }

    void giveBack(String key, int amount) {
        all.release(amount);
        Semaphore own = keys.get(key);
        if (own != null) {
            own.release(amount);
        }
    }
}

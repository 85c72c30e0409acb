package dev.touchstone.bot.posting;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Lets one at a time change a thing, and rarely holds up those who change another. Thread-safe.
final class Stripes {
    private static final int LOCKS = 256;

    private final ReentrantLock[] locks =
            Stream.generate(ReentrantLock::new).limit(LOCKS).toArray(ReentrantLock[]::new);

    <T> T locked(Object thing, Supplier<T> change) {
        ReentrantLock lock = locks[Math.floorMod(thing.hashCode(), LOCKS)];
        lock.lock();
        try {
            return change.get();
        } finally {
            lock.unlock();
        }
    }
}

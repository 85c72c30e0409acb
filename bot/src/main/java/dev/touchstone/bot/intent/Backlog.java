package dev.touchstone.bot.intent;

import dev.touchstone.api.wire.Backoff;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Intents that wait for the backend. They are tried in order, with growing pauses while nothing moves.
/// Thread-safe.
final class Backlog implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Backlog.class);
    private static final Backoff BACKOFF = Backoff.doubling(Duration.ofMillis(500), Duration.ofSeconds(15));

    private final Function<Intent, Next> attempt;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition added = lock.newCondition();
    private final Map<String, Intent> waiting = new LinkedHashMap<>();
    private volatile boolean blocked;
    private final Thread loop = Thread.ofVirtual().name("backlog").unstarted(this::run);

    /// What an attempt means for the rest.
    enum Next {
        /// It is settled.
        DONE,
        /// It waits on; others may fare better.
        SKIP,
        /// It waits on, and so does everything behind it.
        STOP
    }

    Backlog(Function<Intent, Next> attempt) {
        this.attempt = attempt;
    }

    void start() {
        loop.start();
    }

    /// @param backendAway whether there is no point in trying others before
    void add(Intent intent, boolean backendAway) {
        lock.lock();
        try {
            if (backendAway) {
                blocked = true;
            }
            waiting.put(intent.key(), intent);
            added.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Whether this intent would overtake one that waits, or find the backend away.
    boolean isAhead(Intent intent) {
        lock.lock();
        try {
            return !waiting.isEmpty()
                    && (blocked
                            || waiting.values().stream()
                                    .anyMatch(other -> other.reviewId().equals(intent.reviewId())));
        } finally {
            lock.unlock();
        }
    }

    /// Whether the backend was away at the last attempt.
    boolean isBlocked() {
        return blocked;
    }

    int size() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        int failures = 0;
        try {
            while (true) {
                List<Intent> round = awaitSome();
                if (settledAny(round)) {
                    failures = 0;
                } else {
                    Thread.sleep(BACKOFF.after(++failures));
                }
            }
        } catch (InterruptedException e) {
            log.debug("backlog stopped");
        }
    }

    private List<Intent> awaitSome() throws InterruptedException {
        lock.lock();
        try {
            while (waiting.isEmpty()) {
                added.await();
            }
            return List.copyOf(waiting.values());
        } finally {
            lock.unlock();
        }
    }

    private boolean settledAny(List<Intent> round) {
        boolean settled = false;
        for (Intent intent : round) {
            Next next = tried(intent);
            blocked = next == Next.STOP;
            if (next == Next.STOP) {
                return settled;
            }
            if (next == Next.DONE) {
                remove(intent);
                settled = true;
            }
        }
        return settled;
    }

    private Next tried(Intent intent) {
        try {
            return attempt.apply(intent);
        } catch (RuntimeException e) {
            log.error("intent failed review={} user={}", intent.reviewId(), intent.user(), e);
            return Next.SKIP;
        }
    }

    private void remove(Intent intent) {
        lock.lock();
        try {
            waiting.remove(intent.key());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        loop.interrupt();
    }
}

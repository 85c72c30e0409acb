package dev.touchstone.backend.keys;

import dev.touchstone.backend.store.Database;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps refused calls, one row a minute for the same caller, operation and cause, with how many there were. Whoever
/// guesses keys in a loop must not be able to fill the database, nor to make it write: refusals are collected and
/// written together, a second later, on a thread of their own. Thread-safe.
final class RefusedCalls implements AutoCloseable {
    static final int MOST_KINDS_A_MINUTE = 200;
    static final int MOST_ROWS = 50_000;
    static final Duration KEPT = Duration.ofDays(30);

    private static final Logger log = LoggerFactory.getLogger(RefusedCalls.class);
    private static final long MINUTE_MS = 60_000;
    private static final Duration COLLECTED = Duration.ofSeconds(1);

    private final Database database;
    private final InstantSource clock;
    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("refused-calls").daemon().factory());
    private final Map<Kind, Long> waiting = new HashMap<>();
    private final Set<Kind> ofThisMinute = new HashSet<>();
    private boolean scheduled;
    private long minuteMs;

    private record Kind(long minuteMs, String actor, String operation, String why) {
        /// What a minute with too many callers is summed up in.
        Kind ofOthers() {
            return new Kind(minuteMs, "others", "*", why);
        }
    }

    RefusedCalls(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    void note(String actor, String operation, String why) {
        if (add(actor, operation, why)) {
            log.warn("call refused actor={} operation={} why={}", actor, operation, why);
        }
    }

    /// @return whether it is the first of its kind in this minute
    private synchronized boolean add(String actor, String operation, String why) {
        long now = clock.millis() / MINUTE_MS * MINUTE_MS;
        if (now != minuteMs) {
            minuteMs = now;
            ofThisMinute.clear();
        }
        Kind kind = new Kind(now, actor, operation, why);
        if (!ofThisMinute.contains(kind) && ofThisMinute.size() >= MOST_KINDS_A_MINUTE) {
            kind = kind.ofOthers();
        }
        boolean first = ofThisMinute.add(kind);
        waiting.merge(kind, 1L, Long::sum);
        if (!scheduled) {
            schedule();
        }
        return first;
    }

    private void schedule() {
        try {
            scheduled = !writer.schedule(this::write, COLLECTED.toMillis(), TimeUnit.MILLISECONDS)
                    .isCancelled();
        } catch (RejectedExecutionException e) {
            // Closing; the last ones are written there.
        }
    }

    /// Writes down what was collected.
    void write() {
        Map<Kind, Long> calls = taken();
        if (calls.isEmpty()) {
            return;
        }
        try {
            database.writer().useTransaction(transaction -> {
                RefusedCallDao dao = transaction.attach(RefusedCallDao.class);
                calls.forEach((kind, count) ->
                        dao.add(new RefusedCall(kind.minuteMs(), kind.actor(), kind.operation(), kind.why(), count)));
                dao.dropBefore(clock.millis() - KEPT.toMillis());
                dao.dropBeyond(MOST_ROWS);
            });
        } catch (RuntimeException e) {
            // The callers have had their refusals, and the log has the first of each kind.
            log.error("refused calls not kept kinds={} cause={}", calls.size(), e.toString());
        }
    }

    private synchronized Map<Kind, Long> taken() {
        Map<Kind, Long> taken = new HashMap<>(waiting);
        waiting.clear();
        scheduled = false;
        return taken;
    }

    @Override
    public void close() {
        writer.shutdownNow();
        write();
    }
}

package dev.touchstone.backend.store;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/// Logs faults that come by the hundred: the first of a cause at once, the others of the same minute as a number at its
/// end. A database that is away makes every request fail, and nobody reads as many lines. Thread-safe.
public final class FaultLog {
    private static final long WINDOW_S = 60;
    private static final FaultLog INSTANCE =
            new FaultLog(CompletableFuture.delayedExecutor(WINDOW_S, TimeUnit.SECONDS, Runnable::run));

    private final Executor later;
    private final Map<Key, Long> suppressed = new ConcurrentHashMap<>();

    /// @param later runs at the end of a window that begins when it is called
    FaultLog(Executor later) {
        this.later = later;
    }

    /// What counts as the same.
    private record Key(String logger, String what, String cause) {}

    /// Something that passes, or that somebody else has to mend.
    ///
    /// @param what happened, in a few words that are always the same
    public static void warn(Logger log, String what, Throwable failure) {
        INSTANCE.log(log, Level.WARN, what, failure);
    }

    /// Something that needs a person.
    ///
    /// @param what happened, in a few words that are always the same
    public static void error(Logger log, String what, Throwable failure) {
        INSTANCE.log(log, Level.ERROR, what, failure);
    }

    void log(Logger log, Level level, String what, Throwable failure) {
        FaultCause cause = FaultCause.of(failure);
        Key key = new Key(log.getName(), what, cause.known() ? cause.label() : where(failure));
        if (suppressed.merge(key, 0L, (before, unused) -> before + 1) > 0) {
            return;
        }
        later.execute(() -> endWindow(log, level, key, cause));
        var line = log.atLevel(level);
        // What is known needs no stack trace: its cause lies outside of the program.
        if (!cause.known()) {
            line = line.setCause(failure);
        }
        line.log("{} cause={} error=\"{}\"", what, cause.label(), cause.words());
    }

    private void endWindow(Logger log, Level level, Key key, FaultCause cause) {
        Long more = suppressed.remove(key);
        if (more != null && more > 0) {
            log.atLevel(level).log("{} again cause={} times={} within_s={}", key.what(), cause.label(), more, WINDOW_S);
        }
    }

    /// Two defects are the same when they come from the same place.
    private static String where(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        return failure.getClass().getName() + (trace.length == 0 ? "" : "@" + trace[0]);
    }
}

package dev.touchstone.backend.store;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Keeps virtual threads moving. SQLite is native code: a query, or its wait for a lock, holds the processor thread
/// that carries a virtual thread, and long computations do the same; a few of them at once would stop every
/// request. They run here on platform threads instead, which the operating system shares out, while the virtual
/// thread is parked.
public final class Blocking {
    /// More than connections and processors can keep busy, so that those who wait for a lock do not hold up readers.
    public static final int THREADS = 128;
    /// Beyond these, waiting would only make everybody late.
    private static final int MOST_WAITING = 1024;

    private static final ThreadPoolExecutor pool = new ThreadPoolExecutor(
            THREADS,
            THREADS,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MOST_WAITING),
            Thread.ofPlatform().daemon().name("blocking-", 0).factory());

    static {
        pool.allowCoreThreadTimeOut(true);
    }

    private Blocking() {}

    /// What is done, and what it may throw.
    public interface Work<T extends @Nullable Object, X extends Exception> {
        T run() throws X;
    }

    /// Does the work on a platform thread and waits for it, even when interrupted: what was begun, perhaps a commit, is
    /// not abandoned.
    ///
    /// @throws Busy when too much work waits already: nothing was done
    public static <T extends @Nullable Object, X extends Exception> T call(Work<T, X> work) throws X {
        if (!Thread.currentThread().isVirtual()) {
            return work.run();
        }
        Future<T> future = submit(work);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return future.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw Blocking.<X>thrownBy(requireNonNull(e.getCause()));
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static <T extends @Nullable Object, X extends Exception> Future<T> submit(Work<T, X> work) {
        try {
            return pool.submit(work::run);
        } catch (RejectedExecutionException e) {
            throw new Busy();
        }
    }

    /// Too much work waits for a thread; try again shortly.
    public static final class Busy extends RuntimeException {
        Busy() {
            super("too much work is waiting for a thread", null, false, false);
        }
    }

    /// The work throws nothing else that is checked.
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <X extends Exception> X thrownBy(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return (X) cause;
    }
}

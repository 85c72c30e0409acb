package dev.touchstone.backend.health;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Looks at something that may hang, on one thread of its own: whoever asks gets an answer in time or none. All who ask
/// while a look is under way share the next one, so that nobody gets what was there before they asked. Thread-safe.
///
/// @param <T> what is seen
final class Looker<T> {
    private final Duration patience;
    private final Supplier<T> look;
    private final Executor thread;
    private @Nullable CompletableFuture<T> next;

    Looker(String name, Duration patience, Supplier<T> look) {
        this.patience = patience;
        this.look = look;
        this.thread = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name(name).factory());
    }

    /// @return null when the look failed or took too long
    @Nullable
    T now() {
        try {
            return planned()
                    .copy()
                    .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (CompletionException e) {
            return null;
        }
    }

    private synchronized CompletableFuture<T> planned() {
        CompletableFuture<T> waiting = next;
        if (waiting == null) {
            waiting = CompletableFuture.supplyAsync(this::begun, thread);
            next = waiting;
        }
        return waiting;
    }

    private T begun() {
        synchronized (this) {
            next = null;
        }
        return look.get();
    }
}

package dev.touchstone.backend.health;

import dev.touchstone.api.wire.Health;
import dev.touchstone.backend.store.Database;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Looks whether the database answers, on a thread of its own: whatever all others do, there is an answer in time.
/// Who asks while a look is on its way gets its result. Thread-safe.
final class Readiness {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Database database;
    private final Supplier<List<String>> notes;
    private final Executor thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("readiness").factory());
    private @Nullable CompletableFuture<Health> look;

    Readiness(Database database, Supplier<List<String>> notes) {
        this.database = database;
        this.notes = notes;
    }

    /// @return null when the database does not answer, or not in time
    @Nullable
    Health now() {
        try {
            return current()
                    .copy()
                    .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (CompletionException e) {
            return null;
        }
    }

    private synchronized CompletableFuture<Health> current() {
        CompletableFuture<Health> running = look;
        if (running == null || running.isDone()) {
            running = CompletableFuture.supplyAsync(this::look, thread);
            look = running;
        }
        return running;
    }

    private Health look() {
        if (!database.answers()) {
            throw new IllegalStateException("the database does not answer");
        }
        return new Health("ok", notes.get());
    }
}

package dev.touchstone.backend.health;

import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.FaultCause;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Whether the database takes writes. It is tried at most once in a few seconds, however often somebody asks, and never
/// when nobody does. Used by one thread.
final class WriterProbe {
    private static final long GOOD_FOR = Duration.ofSeconds(5).toNanos();
    /// Shorter: who waits for the database to come back looks often.
    private static final long BAD_FOR = Duration.ofSeconds(1).toNanos();

    private final Database database;
    private final InstantSource clock;
    private long until = System.nanoTime();
    private @Nullable FaultCause fault;

    WriterProbe(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Why it takes none; null when it does.
    @Nullable
    FaultCause fault() {
        if (System.nanoTime() - until < 0) {
            return fault;
        }
        try {
            database.probe(clock.instant());
            fault = null;
        } catch (RuntimeException e) {
            fault = FaultCause.of(e);
        }
        until = System.nanoTime() + (fault == null ? GOOD_FOR : BAD_FOR);
        return fault;
    }
}

package dev.touchstone.backend.health;

import dev.touchstone.api.wire.Health;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.FaultCause;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Whether the server can do its work, which is to write. Thread-safe.
final class Readiness {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final WriterProbe writer;
    private final Looker<State> looker;

    /// @param notes what people should know although the server is ready; may ask the database
    Readiness(Database database, InstantSource clock, Supplier<List<String>> notes) {
        writer = new WriterProbe(database, clock);
        looker = new Looker<>("readiness", PATIENCE, () -> look(notes));
    }

    /// What a look has found.
    sealed interface State {
        record Ready(Health health) implements State {}

        /// @param cause in words that name nothing of the inside
        record NotReady(String cause) implements State {}
    }

    State now() {
        State seen = looker.now();
        return seen != null ? seen : new State.NotReady("it has not answered for " + PATIENCE.toSeconds() + " s");
    }

    private State look(Supplier<List<String>> notes) {
        @Nullable FaultCause fault = writer.fault();
        return fault == null
                ? new State.Ready(new Health("ok", told(notes)))
                : new State.NotReady("it answers " + fault.label());
    }

    /// The database takes writes: that it could not be read a moment later makes nobody unready.
    private static List<String> told(Supplier<List<String>> notes) {
        try {
            return notes.get();
        } catch (RuntimeException e) {
            return List.of("What else there is to know could not be read from the database just now.");
        }
    }
}

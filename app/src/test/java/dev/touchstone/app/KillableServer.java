package dev.touchstone.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.keys.ApiKeys;
import dev.touchstone.backend.keys.ServerSecret;
import dev.touchstone.backend.ledger.Ledger;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.DatabaseConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A backend in a process of its own, on SQLite in a folder, that a test kills and starts again.
final class KillableServer implements AutoCloseable {
    static final String SECRET = "c19f4be07a6d32588de1b40f97c2a6350e7d81f4b3a9265c";
    private static final Pattern LISTENING = Pattern.compile("Touchstone listens on (http://\\S+)");

    private final Path folder;
    private int starts;
    private @Nullable Process process;

    KillableServer(Path folder) {
        this.folder = folder;
    }

    DatabaseConfig database() {
        return DatabaseConfig.sqlite(folder.resolve("touchstone.db"));
    }

    /// Makes the database and a key to everything; nothing runs yet.
    String key() {
        InstantSource clock = InstantSource.system();
        ServerSecret secret = ServerSecret.of(SECRET);
        try (Database open = Database.openAndMigrate(database())) {
            return new ApiKeys(open, new Ledger(open, clock, secret.ledgerKeys()), clock, secret)
                    .create("test", null, Set.of(Scope.ADMIN), null)
                    .token();
        }
    }

    /// @return where it listens
    String start() throws Exception {
        Path log = folder.resolve("server-" + ++starts + ".log");
        Process started = MainProcess.start(
                log.toFile(),
                Map.of(
                        "TOUCHSTONE_SECRET",
                        SECRET,
                        "TOUCHSTONE_DATABASE_URL",
                        "sqlite:" + folder.resolve("touchstone.db"),
                        "TOUCHSTONE_PORT",
                        "0"),
                List.of("backend", "--config", folder.toString()));
        process = started;
        await().atMost(Duration.ofMinutes(2))
                .failFast(() -> !started.isAlive())
                .until(() -> LISTENING.matcher(Files.readString(log)).find());
        Matcher found = LISTENING.matcher(Files.readString(log));
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    /// `kill -9`, and waits until it is gone.
    void kill() {
        if (process != null) {
            process.destroyForcibly().onExit().join();
        }
    }

    static long count(Database database, String table) {
        return database.reader()
                .withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM " + table)
                        .mapTo(Long.class)
                        .one());
    }

    @Override
    public void close() {
        kill();
    }
}

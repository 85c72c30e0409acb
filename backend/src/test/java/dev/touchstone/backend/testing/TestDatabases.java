package dev.touchstone.backend.testing;

import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.DatabaseConfig;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.support.ReflectionSupport;

/// Fresh databases that are up to date. Each is a copy of one that was migrated once in this process, which takes
/// a fraction of the time. When PostgreSQL cannot be had the test fails: a database that was not tested does not
/// count as tested.
public final class TestDatabases {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Path FOLDER = TestFolders.create("databases");
    private static final Map<Wanted, Filled> FILLED = new HashMap<>();
    private static @Nullable Path template;

    private TestDatabases() {}

    public static DatabaseConfig newSqlite() {
        return newSqlite(FOLDER.resolve("touchstone-" + NUMBER.incrementAndGet() + ".db"));
    }

    /// The same in a place of the test's choice.
    public static DatabaseConfig newSqlite(Path file) {
        try {
            Files.copy(template(), file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return DatabaseConfig.sqlite(file);
    }

    public static DatabaseConfig newPostgres() {
        return TestPostgres.newDatabase();
    }

    /// One without a schema.
    public static DatabaseConfig newEmptyPostgres() {
        return TestPostgres.newEmptyDatabase();
    }

    /// A copy of a filled database, and what its clock said when it was filled.
    record Filled(DatabaseConfig database, Instant until) {}

    private record Wanted(boolean sqlite, Class<? extends Population> population) {}

    /// The original is filled by whoever asks first.
    static Filled newFilled(boolean sqlite, Class<? extends Population> population) {
        Filled original;
        synchronized (FILLED) {
            original = FILLED.computeIfAbsent(new Wanted(sqlite, population), TestDatabases::fill);
        }
        return new Filled(
                sqlite ? copy(fileOf(original.database())) : TestPostgres.copy(original.database()), original.until());
    }

    private static Filled fill(Wanted wanted) {
        DatabaseConfig database = wanted.sqlite() ? newSqlite() : newPostgres();
        try (Workbench bench = new Workbench(database)) {
            ReflectionSupport.newInstance(wanted.population()).fill(bench);
            return new Filled(database, bench.clock.instant());
        }
    }

    private static DatabaseConfig copy(Path from) {
        Path file = FOLDER.resolve("touchstone-" + NUMBER.incrementAndGet() + ".db");
        try {
            Files.copy(from, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return DatabaseConfig.sqlite(file);
    }

    private static Path fileOf(DatabaseConfig sqlite) {
        return Path.of(sqlite.url().substring("sqlite:".length()));
    }

    /// Gives back the room of a database that nobody uses any more.
    static void discard(DatabaseConfig database) {
        if (!database.url().startsWith("sqlite:")) {
            TestPostgres.drop(database);
            return;
        }
        Path file = fileOf(database);
        for (String part : List.of("", "-wal", "-shm")) {
            boolean unused = new File(file + part).delete();
        }
    }

    private static synchronized Path template() {
        if (template == null) {
            Path made = FOLDER.resolve("template.db");
            // Closing moves the log into the file, which then is all there is.
            Database.openAndMigrate(DatabaseConfig.sqlite(made)).close();
            template = made;
        }
        return template;
    }
}

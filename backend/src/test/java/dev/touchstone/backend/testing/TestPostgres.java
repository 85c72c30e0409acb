package dev.touchstone.backend.testing;

import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.DatabaseConfig;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The PostgreSQL of this process's tests: one embedded server for all of them, or the one that `TEST_PG_URL` names.
final class TestPostgres {
    private static @Nullable String server;
    private static @Nullable String template;

    private TestPostgres() {}

    /// A copy of a database that has been migrated once: far faster than migrating each.
    static synchronized DatabaseConfig newDatabase() {
        if (template == null) {
            template = create(null);
            Database.openAndMigrate(DatabaseConfig.of(url(template))).close();
        }
        return DatabaseConfig.of(url(create(template)));
    }

    static synchronized DatabaseConfig newEmptyDatabase() {
        return DatabaseConfig.of(url(create(null)));
    }

    /// A copy of a database that nobody has open.
    static DatabaseConfig copy(DatabaseConfig original) {
        return DatabaseConfig.of(url(create(nameOf(original))));
    }

    /// Hundreds of databases are a million files, which would be deleted when the process ends: that took longer than
    /// the build waits for it.
    static void drop(DatabaseConfig database) {
        execute("DROP DATABASE " + nameOf(database) + " WITH (FORCE)");
    }

    private static String nameOf(DatabaseConfig database) {
        return database.url().replaceFirst("\\?.*", "").replaceFirst(".*/", "");
    }

    private static String create(@Nullable String from) {
        String name = "touchstone_" + UUID.randomUUID().toString().replace("-", "");
        execute("CREATE DATABASE " + name + (from == null ? "" : " TEMPLATE " + from));
        return name;
    }

    private static void execute(String sql) {
        try (Connection connection = DriverManager.getConnection(url("postgres"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("the test PostgreSQL " + server + " refused: " + sql, e);
        }
    }

    private static synchronized String url(String database) {
        if (server == null) {
            server = System.getenv("TEST_PG_URL") != null ? System.getenv("TEST_PG_URL") : startEmbedded();
        }
        return server.replaceFirst("(jdbc:postgresql://[^/]+/)[^?]*", "$1" + database);
    }

    private static String startEmbedded() {
        Path folder = TestFolders.create("postgres");
        try {
            EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .setServerConfig("max_connections", "300")
                    .setServerConfig("fsync", "off")
                    .setDataDirectory(folder)
                    .setServerConfig("max_wal_size", "128MB")
                    .start();
            TestFolders.stopFirst(() -> awaitStop(folder));
            return postgres.getJdbcUrl("postgres", "postgres");
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not start; set TEST_PG_URL to use another one", e);
        }
    }

    /// A hook of the server's own stops it and deletes its files. Deleting them meanwhile would make that fail.
    private static void awaitStop(Path folder) {
        Eventually.within(Duration.ofSeconds(20), "PostgreSQL has stopped", () -> Files.notExists(folder));
    }
}

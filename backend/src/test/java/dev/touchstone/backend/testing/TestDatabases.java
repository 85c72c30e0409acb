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
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Fresh databases. PostgreSQL is started once for all tests; `TEST_PG_URL` names another one to use instead. When
/// neither works the test fails: a database that was not tested does not count as tested.
public final class TestDatabases {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Path FOLDER = temporaryFolder();
    private static @Nullable String server;
    private static @Nullable String template;

    private TestDatabases() {}

    public static DatabaseConfig newSqlite() {
        return DatabaseConfig.sqlite(FOLDER.resolve("touchstone-" + NUMBER.incrementAndGet() + ".db"));
    }

    /// A copy of a database that has been migrated once: far faster than migrating each.
    public static synchronized DatabaseConfig newPostgres() {
        if (template == null) {
            template = create(null);
            Database.openAndMigrate(DatabaseConfig.of(url(template))).close();
        }
        return DatabaseConfig.of(url(create(template)));
    }

    private static String create(@Nullable String from) {
        String name = "touchstone_" + UUID.randomUUID().toString().replace("-", "");
        String sql = "CREATE DATABASE " + name + (from == null ? "" : " TEMPLATE " + from);
        try (Connection connection = DriverManager.getConnection(url("postgres"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
            return name;
        } catch (SQLException e) {
            throw new IllegalStateException("cannot create a database on the test PostgreSQL " + server, e);
        }
    }

    private static synchronized String url(String database) {
        if (server == null) {
            server = System.getenv("TEST_PG_URL") != null ? System.getenv("TEST_PG_URL") : startEmbedded();
        }
        return server.replaceFirst("(jdbc:postgresql://[^/]+/)[^?]*", "$1" + database);
    }

    private static String startEmbedded() {
        try {
            EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .setServerConfig("max_connections", "300")
                    .setServerConfig("fsync", "off")
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(postgres)));
            return postgres.getJdbcUrl("postgres", "postgres");
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not start; set TEST_PG_URL to use another one", e);
        }
    }

    private static void stop(EmbeddedPostgres postgres) {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path temporaryFolder() {
        try {
            Path folder = Files.createTempDirectory("touchstone-tests");
            folder.toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

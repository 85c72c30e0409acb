package dev.touchstone.backend.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import javax.sql.DataSource;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;
import org.jspecify.annotations.Nullable;

/// The open database. [#writer] is for transactions that change something, [#reader] for everything else: on SQLite
/// the writer is a single connection and readers never wait for it; on PostgreSQL both share one pool. Its schema
/// is the one that this program knows, or it is not opened. Thread-safe; the owner closes it.
public final class Database implements AutoCloseable {
    private final Dialect dialect;
    private final List<HikariDataSource> pools;
    private final @Nullable Checkpointer checkpointer;
    private final Jdbi writer;
    private final Jdbi reader;

    private Database(
            Dialect dialect,
            List<HikariDataSource> pools,
            @Nullable Checkpointer checkpointer,
            Jdbi writer,
            Jdbi reader) {
        this.dialect = dialect;
        this.pools = pools;
        this.checkpointer = checkpointer;
        this.writer = writer;
        this.reader = reader;
    }

    /// Connects, and changes nothing: whoever only looks must not create or migrate what they look at.
    ///
    /// @throws DatabaseNotReady when there is none, or its schema is another one
    public static Database open(DatabaseConfig config) {
        return switch (config.dialect()) {
            case SQLITE -> {
                Path file = config.sqliteFile().toAbsolutePath();
                if (!Files.exists(file)) {
                    throw DatabaseNotReady.missing(file);
                }
                yield openSqlite(config, file, Database::check);
            }
            case POSTGRESQL -> openPostgres(config, Database::check);
        };
    }

    /// Opens the database, creating the SQLite file if need be, and brings the schema up to date.
    ///
    /// @throws DatabaseNotReady when a newer program has changed the schema
    public static Database openAndMigrate(DatabaseConfig config) {
        return switch (config.dialect()) {
            case SQLITE -> {
                Path file = config.sqliteFile().toAbsolutePath();
                create(file);
                yield openSqlite(config, file, SchemaState::migrate);
            }
            case POSTGRESQL -> openPostgres(config, SchemaState::migrate);
        };
    }

    private static void check(DataSource source, Dialect dialect) {
        switch (SchemaState.of(source, dialect)) {
            case SchemaState.Current current -> {}
            case SchemaState.Behind behind -> throw DatabaseNotReady.behind(behind);
            case SchemaState.Ahead ahead -> throw DatabaseNotReady.ahead(ahead);
        }
    }

    /// Sees to the schema through fresh connections, which are closed again should it refuse them.
    private static HikariDataSource opened(
            HikariConfig config, Dialect dialect, BiConsumer<DataSource, Dialect> schema) {
        HikariDataSource source = new HikariDataSource(config);
        try {
            schema.accept(source, dialect);
            return source;
        } catch (RuntimeException e) {
            source.close();
            throw e;
        }
    }

    private static void create(Path file) {
        try {
            OwnerOnly.createFolders(Objects.requireNonNull(file.getParent(), "the path of a file"));
            OwnerOnly.createFile(file);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot create the database " + file + "; set TOUCHSTONE_DATABASE_URL to where it may be", e);
        }
    }

    private static Database openSqlite(DatabaseConfig config, Path file, BiConsumer<DataSource, Dialect> schema) {
        String url = "jdbc:sqlite:" + file;
        HikariDataSource writing = opened(sqlitePool(url, "writer", 1), Dialect.SQLITE, schema);
        HikariConfig readers = sqlitePool(url, "reader", config.readers());
        readers.setConnectionInitSql("PRAGMA query_only=1");
        HikariDataSource reading = new HikariDataSource(readers);
        return new Database(
                Dialect.SQLITE,
                List.of(reading, writing),
                new Checkpointer(url),
                jdbi(writing, Dialect.SQLITE),
                jdbi(reading, Dialect.SQLITE));
    }

    private static HikariConfig sqlitePool(String url, String name, int size) {
        HikariConfig pool = pool(url, name, size);
        pool.addDataSourceProperty("journal_mode", "WAL");
        // FULL, not NORMAL: an acknowledged output has to survive a power cut.
        pool.addDataSourceProperty("synchronous", "FULL");
        // With the wait for the pool's connection below, a locked database is reported before a client gives up.
        pool.addDataSourceProperty("busy_timeout", "3000");
        pool.addDataSourceProperty("foreign_keys", "true");
        pool.addDataSourceProperty("transaction_mode", "IMMEDIATE");
        // The checkpointer is there before; this bounds the log, to about 256 MB, should it be in trouble.
        pool.addDataSourceProperty("wal_autocheckpoint", "64000");
        pool.addDataSourceProperty("cache_size", "-32000");
        pool.setMaxLifetime(0);
        return pool;
    }

    private static Database openPostgres(DatabaseConfig config, BiConsumer<DataSource, Dialect> schema) {
        HikariConfig pool = pool(jdbcUrl(config.url()), "postgres", config.readers() + 4);
        if (config.password() != null) {
            pool.setPassword(config.password());
        }
        // One broken replica must not hang the others' requests for the operating system's timeout.
        pool.addDataSourceProperty("socketTimeout", "60");
        pool.addDataSourceProperty("connectTimeout", "5");
        // As long as SQLite's busy_timeout: who waits for a lock is told before a client gives up.
        pool.setConnectionInitSql("SET lock_timeout = '3s'");
        HikariDataSource source = opened(pool, Dialect.POSTGRESQL, schema);
        Jdbi both = jdbi(source, Dialect.POSTGRESQL);
        return new Database(Dialect.POSTGRESQL, List.of(source), null, both, both);
    }

    private static HikariConfig pool(String url, String name, int size) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName(name);
        pool.setJdbcUrl(url);
        pool.setMaximumPoolSize(size);
        pool.setMinimumIdle(Math.min(size, 2));
        pool.setConnectionTimeout(5_000);
        return pool;
    }

    /// `postgresql://user:password@host:port/name?options` in the form the driver wants.
    private static String jdbcUrl(String url) {
        if (url.startsWith("jdbc:")) {
            return url;
        }
        URI uri = URI.create(url);
        String query = uri.getRawQuery() == null ? "" : uri.getRawQuery() + "&";
        String user = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo();
        int colon = user.indexOf(':');
        String login = user.isEmpty()
                ? ""
                : colon < 0
                        ? "user=" + user
                        : "user=" + user.substring(0, colon) + "&password=" + user.substring(colon + 1);
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return "jdbc:postgresql://" + uri.getHost() + port + uri.getRawPath() + "?" + query + login;
    }

    private static Jdbi jdbi(DataSource source, Dialect dialect) {
        Jdbi jdbi = Jdbi.create(source).installPlugin(new SqlObjectPlugin());
        jdbi.define("skipLocked", dialect.skipLocked());
        jdbi.define("forUpdate", dialect.forUpdate());
        TextIds ids = new TextIds();
        jdbi.registerArgument(ids);
        jdbi.registerColumnMapper(ids);
        jdbi.registerArgument(new InstantArgument());
        jdbi.registerColumnMapper(Instant.class, (row, column, context) -> {
            long ms = row.getLong(column);
            return row.wasNull() ? null : Instant.ofEpochMilli(ms);
        });
        return jdbi;
    }

    public Dialect dialect() {
        return dialect;
    }

    /// For transactions that change something. Hold its handle briefly: on SQLite there is one for the whole
    /// process.
    public Jdbi writer() {
        return writer;
    }

    /// For everything that only reads.
    public Jdbi reader() {
        return reader;
    }

    /// The connections of [#writer], for libraries that bring their own SQL.
    public DataSource source() {
        return pools.getLast();
    }

    /// Several reads that see one moment, whatever others write meanwhile. It holds up nobody.
    public <T> T snapshot(HandleCallback<T, RuntimeException> reads) {
        return switch (dialect) {
            case POSTGRESQL -> reader.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, reads);
            // Begun by hand: the driver would begin every transaction as a writer's.
            case SQLITE ->
                reader.withHandle(handle -> {
                    handle.execute("BEGIN DEFERRED");
                    try {
                        return reads.withHandle(handle);
                    } finally {
                        handle.execute("ROLLBACK");
                    }
                });
        };
    }

    /// Whether the database answers, for the readiness check.
    public boolean answers() {
        return reader.withHandle(
                handle -> handle.createQuery("SELECT 1").mapTo(Integer.class).one() == 1);
    }

    @Override
    public void close() {
        if (checkpointer != null) {
            checkpointer.close();
        }
        pools.forEach(HikariDataSource::close);
    }
}

package dev.touchstone.backend.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
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
    /// What connections call themselves that put a backup into the database.
    public static final String RESTORING = "touchstone restore";

    private static final String SERVING = "touchstone";
    /// More pages than an output needs at once, however many indexes have to grow for it.
    private static final String PADDING = "x".repeat(32 * 1024);

    private final Dialect dialect;
    private final List<HikariDataSource> pools;
    private final @Nullable Checkpointer checkpointer;
    private final DatabaseMeters meters;
    private final @Nullable Path folder;
    private final Jdbi writer;
    private final Jdbi reader;

    private Database(
            Dialect dialect,
            DatabaseMeters meters,
            List<HikariDataSource> pools,
            @Nullable Checkpointer checkpointer,
            @Nullable Path folder,
            Jdbi writer,
            Jdbi reader) {
        this.dialect = dialect;
        this.meters = meters;
        this.pools = pools;
        this.checkpointer = checkpointer;
        this.folder = folder;
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
            case POSTGRESQL -> openPostgres(config, SERVING, Database::check);
        };
    }

    /// Opens the database, creating the SQLite file if need be, and brings the schema up to date.
    ///
    /// @throws DatabaseNotReady when a newer program has changed the schema, or the database cannot be had
    public static Database openAndMigrate(DatabaseConfig config) {
        return switch (config.dialect()) {
            case SQLITE -> {
                Path file = config.sqliteFile().toAbsolutePath();
                create(file);
                yield openSqlite(config, file, SchemaState::migrate);
            }
            case POSTGRESQL -> openPostgres(config, SERVING, SchemaState::migrate);
        };
    }

    /// Connects to put a backup into the database. One without a schema gets that of the backup; another keeps its own.
    ///
    /// @param schemaVersion of the backup
    /// @throws DatabaseNotReady when this program does not know that version
    public static Database openToRestore(DatabaseConfig config, String schemaVersion) {
        if (config.dialect() == Dialect.SQLITE) {
            throw new IllegalArgumentException("a backup of SQLite is a file of its own");
        }
        return openPostgres(
                config, RESTORING, (source, dialect) -> SchemaState.migrateEmpty(source, dialect, schemaVersion));
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
        HikariDataSource source = connected(config);
        try {
            schema.accept(source, dialect);
            return source;
        } catch (RuntimeException e) {
            source.close();
            throw OpeningFaults.explained(e);
        }
    }

    private static HikariDataSource connected(HikariConfig config) {
        try {
            return new HikariDataSource(config);
        } catch (RuntimeException e) {
            throw OpeningFaults.explained(e);
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
        DatabaseMeters meters = new DatabaseMeters();
        HikariConfig writers = sqlitePool(url, "writer", 1);
        // What is deleted is overwritten: an erased text must not be found in the file.
        writers.setConnectionInitSql("PRAGMA secure_delete=ON");
        writers.setExceptionOverride(meters);
        HikariDataSource writing = opened(writers, Dialect.SQLITE, schema);
        HikariConfig readers = sqlitePool(url, "reader", config.readers());
        readers.setConnectionInitSql("PRAGMA query_only=1");
        readers.setExceptionOverride(meters);
        HikariDataSource reading = connected(readers);
        return new Database(
                Dialect.SQLITE,
                meters,
                List.of(reading, writing),
                new Checkpointer(url),
                file.getParent(),
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

    private static Database openPostgres(DatabaseConfig config, String name, BiConsumer<DataSource, Dialect> schema) {
        HikariConfig pool = pool(jdbcUrl(config.url()), "postgres", config.readers() + 4);
        if (config.password() != null) {
            pool.setPassword(config.password());
        }
        pool.addDataSourceProperty("ApplicationName", name);
        // One broken replica must not hang the others' requests for the operating system's timeout.
        pool.addDataSourceProperty("socketTimeout", "60");
        pool.addDataSourceProperty("connectTimeout", "5");
        // As long as SQLite's busy_timeout: who waits for a lock is told before a client gives up.
        pool.setConnectionInitSql("SET lock_timeout = '3s'");
        DatabaseMeters meters = new DatabaseMeters();
        pool.setExceptionOverride(meters);
        HikariDataSource source = opened(pool, Dialect.POSTGRESQL, schema);
        Jdbi both = jdbi(source, Dialect.POSTGRESQL);
        return new Database(Dialect.POSTGRESQL, meters, List.of(source), null, null, both, both);
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

    /// `postgresql://user@host:port/name?options` in the form the driver wants.
    private static String jdbcUrl(String url) {
        if (url.startsWith("jdbc:")) {
            return url;
        }
        URI uri = URI.create(url);
        String query = uri.getRawQuery() == null ? "" : uri.getRawQuery() + "&";
        String user = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo();
        String login = user.isEmpty() ? "" : "user=" + user;
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

    /// The newest migration that has run; `0` when none has.
    public String schemaVersion() {
        return reader.withHandle(SchemaState::version);
    }

    /// Whether all migrations that this program knows have run.
    public boolean schemaIsCurrent() {
        return SchemaState.of(source(), dialect) instanceof SchemaState.Current;
    }

    /// Runs those that have not.
    public void migrate() {
        SchemaState.migrate(source(), dialect);
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

    /// Whether the database answers a question; for who only looks.
    public boolean answers() {
        return reader.withHandle(
                handle -> handle.createQuery("SELECT 1").mapTo(Integer.class).one() == 1);
    }

    /// Writes something and takes it back, all the way to the disk: a full disk, a failing one and a held lock are
    /// found by nothing less.
    ///
    /// @throws RuntimeException when the database takes no writes
    public void probe(Instant now) {
        String id = UUID.randomUUID().toString();
        writer.useTransaction(transaction -> {
            int unused = transaction.execute(
                    "INSERT INTO writer_probe (id, at_ms, padding) VALUES (?, ?, ?)", id, now, PADDING);
            int too = transaction.execute("DELETE FROM writer_probe WHERE id = ?", id);
        });
    }

    /// Counts errors and waits there from now on.
    public void measure(MeterRegistry registry) {
        meters.to(registry, pools);
    }

    /// Takes what was deleted out of the files too, as far as that is ours to do: SQLite overwrites what it
    /// deletes, and here its log is emptied. PostgreSQL does it when it vacuums, and keeps its log as its
    /// operator wants.
    public void scrub() {
        if (checkpointer != null) {
            checkpointer.emptyLog();
        }
    }

    /// Where the data lies on this machine; empty when it is another's.
    public Optional<Path> folder() {
        return Optional.ofNullable(folder);
    }

    @Override
    public void close() {
        if (checkpointer != null) {
            checkpointer.close();
        }
        pools.forEach(HikariDataSource::close);
    }
}

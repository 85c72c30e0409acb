package dev.touchstone.backend.store;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationVersion;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How the schema of a database stands to the one that this program knows.
sealed interface SchemaState {
    /// It is what this program knows.
    record Current() implements SchemaState {}

    /// Migrations that have not run yet, each as `version description`, in their order.
    record Behind(List<String> waiting) implements SchemaState {}

    /// A newer program has changed it.
    record Ahead(String found, String known) implements SchemaState {}

    Logger log = LoggerFactory.getLogger(SchemaState.class);

    /// Looks, and changes nothing.
    static SchemaState of(DataSource source, Dialect dialect) {
        MigrationInfoService info = flyway(source, dialect).info();
        MigrationVersion known = newest(info.all(), false);
        MigrationVersion found = newest(info.all(), true);
        if (found.compareTo(known) > 0) {
            return new Ahead(found.getVersion(), known.getVersion());
        }
        List<String> waiting = Arrays.stream(info.pending())
                .map(one -> one.getVersion() + " " + one.getDescription())
                .toList();
        return waiting.isEmpty() ? new Current() : new Behind(waiting);
    }

    /// @param future those that are in the database and unknown to this program, or all others
    private static MigrationVersion newest(MigrationInfo[] all, boolean future) {
        return Arrays.stream(all)
                .filter(one -> one.getState().name().startsWith("FUTURE") == future)
                .map(MigrationInfo::getVersion)
                .filter(Objects::nonNull)
                .max(MigrationVersion::compareTo)
                .orElse(MigrationVersion.EMPTY);
    }

    /// Brings the schema up to date.
    ///
    /// @throws DatabaseNotReady when a newer program has changed it: an older one would write what nobody expects
    static void migrate(DataSource source, Dialect dialect) {
        if (of(source, dialect) instanceof Ahead ahead) {
            throw DatabaseNotReady.ahead(ahead);
        }
        int applied = flyway(source, dialect).migrate().migrationsExecuted;
        if (applied > 0) {
            log.info("schema migrated versions={}", applied);
        }
    }

    /// The newest migration that has run; `0` when none has. It reads what Flyway wrote instead of asking Flyway, which
    /// takes a connection that may write: a backup would wait for its turn among all who do.
    static String version(Handle handle) {
        if (handle.queryMetadata(all -> all.getTables(null, null, "flyway_schema_history", null))
                .mapToMap()
                .list()
                .isEmpty()) {
            return "0";
        }
        return handle
                .createQuery("SELECT version FROM flyway_schema_history WHERE success = TRUE AND version IS NOT NULL")
                .mapTo(String.class)
                .stream()
                .map(MigrationVersion::fromVersion)
                .max(MigrationVersion::compareTo)
                .map(MigrationVersion::getVersion)
                .orElse("0");
    }

    /// Gives a database without a schema that of a version, and leaves any other alone.
    ///
    /// @throws DatabaseNotReady when this program does not know the version
    static void migrateEmpty(DataSource source, Dialect dialect, String version) {
        MigrationVersion wanted = MigrationVersion.fromVersion(version);
        MigrationInfoService info = flyway(source, dialect).info();
        MigrationVersion known = newest(info.all(), false);
        if (wanted.compareTo(known) > 0) {
            throw DatabaseNotReady.ahead(new Ahead(version, known.getVersion()));
        }
        if (info.current() == null) {
            Flyway.configure()
                    .dataSource(source)
                    .locations(dialect.migrations())
                    .target(wanted)
                    .load()
                    .migrate();
        }
    }

    private static Flyway flyway(DataSource source, Dialect dialect) {
        return Flyway.configure()
                .dataSource(source)
                .locations(dialect.migrations())
                .load();
    }
}

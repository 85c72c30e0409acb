package dev.touchstone.backend.store.backup;

import dev.touchstone.backend.store.Database;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A database of PostgreSQL that is about to take a backup in.
final class PostgresTarget {
    /// One row each, which says that nothing has happened yet.
    private static final Set<String> FILLED_BY_MIGRATIONS = Set.of("ledger_head", "golden_turn", "feedback_turn");

    private final Database database;

    PostgresTarget(Database database) {
        this.database = database;
    }

    /// @throws BackupFailed when anybody else is connected
    void requireNobodyElse() {
        List<String> others = database.reader()
                .withHandle(handle -> handle.createQuery("""
                                SELECT COALESCE(usename, '?') || ' at ' || COALESCE(host(client_addr), 'this machine')
                                FROM pg_stat_activity
                                WHERE datname = current_database() AND usesysid IS NOT NULL
                                    AND application_name IS DISTINCT FROM :ours
                                """)
                        .bind("ours", Database.RESTORING)
                        .mapTo(String.class)
                        .list());
        if (!others.isEmpty()) {
            throw new BackupFailed("others are connected to the database (" + String.join(", ", others)
                    + "); stop every server and every command that uses it, then restore");
        }
    }

    /// @throws BackupFailed when a backup of that version cannot be taken in
    void requireSchema(String ofBackup) {
        if (!database.schemaVersion().equals(ofBackup)) {
            throw new BackupFailed("the backup's schema has version " + ofBackup + " and the database's version "
                    + database.schemaVersion() + "; restore into a new, empty database, which is brought up to date"
                    + " afterwards");
        }
    }

    /// Whether anything is in it that a migration has not put there.
    boolean holdsAnything() {
        Map<String, Long> rows = database.reader().withHandle(Tables::rows);
        return rows.entrySet().stream()
                .anyMatch(table -> table.getValue() > 0 && !FILLED_BY_MIGRATIONS.contains(table.getKey()));
    }
}

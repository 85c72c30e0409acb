package dev.touchstone.backend.store.backup;

import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.DatabaseConfig;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Puts a backup in the place of a database that no server has open. It is verified before anything is replaced,
/// and what it replaces is kept.
public final class Restore {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    /// From this version of the schema on, a ledger is under a key.
    private static final int LEDGER_KEY = 14;

    private final DatabaseConfig config;
    private final InstantSource clock;
    private final Soundness soundness;
    private final BackupProgress progress;

    public Restore(DatabaseConfig config, InstantSource clock, Soundness soundness, BackupProgress progress) {
        this.config = config;
        this.clock = clock;
        this.soundness = soundness;
        this.progress = progress;
    }

    /// What was restored.
    ///
    /// @param rows of each table in the backup
    /// @param replaced where that is which was there before; empty when nothing was
    public record Restored(String schemaVersion, long createdAtMs, Map<String, Long> rows, Optional<Path> replaced) {}

    /// @param force whether a database that holds anything may be replaced
    /// @throws BackupFailed when nothing was restored; what was there before still is
    public Restored from(Path file, boolean force) {
        try (BackupFile backup = BackupFile.open(file.toAbsolutePath())) {
            Manifest manifest = backup.manifest();
            if (!manifest.database().equals(config.dialect().wire())) {
                throw new BackupFailed("the backup is one of " + manifest.database() + ", and the database is one of "
                        + config.dialect().wire());
            }
            backup.verify(progress);
            Optional<Path> replaced = switch (config.dialect()) {
                case SQLITE -> toSqlite(backup, force);
                case POSTGRESQL -> toPostgres(backup, force);
            };
            return new Restored(manifest.schemaVersion(), manifest.createdAtMs(), manifest.rows(), replaced);
        } catch (IOException e) {
            throw new BackupFailed("cannot restore " + file + ": " + e.getMessage(), e);
        }
    }

    private Optional<Path> toSqlite(BackupFile backup, boolean force) throws IOException {
        Path target = config.sqliteFile().toAbsolutePath();
        boolean there = Files.exists(target);
        if (there && !force) {
            throw new BackupFailed("there is a database at " + target
                    + " already; it is replaced, and kept beside, with" + " --force");
        }
        config.createSqliteFolder();
        try (Scratch scratch = new Scratch(target)) {
            Path made = scratch.file("restoring");
            try (OutputStream out = new FileOutputStream(made.toFile())) {
                backup.copy(
                        backup.manifest().parts().getFirst(),
                        out,
                        bytes -> progress.at(
                                "unpacking", bytes, backup.manifest().bytes()));
            }
            // The copy is brought up to date first: what nobody can bring up to date must not replace anything.
            try (Database database = Database.openAndMigrate(DatabaseConfig.sqlite(made))) {
                requireWhole(database, backup.manifest());
            }
            DurableFiles.sync(made);
            Path aside = Path.of(target + ".replaced-" + TIME.format(clock.instant()));
            SqliteFiles.replace(target, made, aside);
            return there ? Optional.of(aside) : Optional.empty();
        }
    }

    private void requireWhole(Database database, Manifest manifest) {
        database.reader().useHandle(handle -> {
            SqliteCopy.requireIntegrity(handle);
            Map<String, Long> rows = Tables.rows(handle);
            manifest.rows().forEach((table, count) -> {
                // A migration may have added rows or renamed a table of an older backup.
                if (manifest.schemaVersion().equals(database.schemaVersion()) && !count.equals(rows.get(table))) {
                    throw new BackupFailed(
                            "the backup should have " + count + " rows of " + table + " and has " + rows.get(table));
                }
            });
        });
        database.snapshot(handle -> {
            requireSound(handle, manifest);
            return true;
        });
    }

    private void requireSound(Handle handle, Manifest manifest) {
        boolean keyless = Double.parseDouble(manifest.schemaVersion()) < LEDGER_KEY;
        soundness.complaint(handle, keyless).ifPresent(complaint -> {
            throw new BackupFailed("what the backup holds is not sound: " + complaint);
        });
    }

    private Optional<Path> toPostgres(BackupFile backup, boolean force) {
        Manifest manifest = backup.manifest();
        try (Database database = Database.openToRestore(config, manifest.schemaVersion())) {
            PostgresTarget target = new PostgresTarget(database);
            target.requireNobodyElse();
            target.requireSchema(manifest.schemaVersion());
            Optional<Path> replaced =
                    target.holdsAnything() ? Optional.of(keep(backup.path(), force)) : Optional.empty();
            boolean current = database.schemaIsCurrent();
            database.writer().useTransaction(transaction -> {
                PostgresCopy.read(transaction, backup, progress);
                if (current) {
                    requireSound(transaction, manifest);
                }
            });
            if (!current) {
                database.migrate();
                database.snapshot(handle -> {
                    requireSound(handle, manifest);
                    return true;
                });
            }
            return replaced;
        }
    }

    /// A database of PostgreSQL cannot be put aside like a file; it is kept as a backup.
    private Path keep(Path beside, boolean force) {
        if (!force) {
            throw new BackupFailed("the database holds something already; it is replaced, and kept as a backup beside "
                    + beside + ", with --force");
        }
        Path kept = beside.resolveSibling("replaced-" + TIME.format(clock.instant()) + ".zip");
        return new Backup(config, clock, (handle, keyless) -> Optional.empty(), progress)
                .to(kept, false)
                .file();
    }
}

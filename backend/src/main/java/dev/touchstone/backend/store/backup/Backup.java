package dev.touchstone.backend.store.backup;

import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.DatabaseConfig;
import dev.touchstone.backend.store.Dialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/// Makes a backup beside a running server. It is verified before it gets its name, so that a file of that name is
/// a whole backup or the one that was there before.
public final class Backup {
    private final DatabaseConfig config;
    private final InstantSource clock;
    private final Soundness soundness;
    private final BackupProgress progress;
    private final Dialect taker;

    /// One for a database of the same kind.
    public Backup(DatabaseConfig config, InstantSource clock, Soundness soundness, BackupProgress progress) {
        this(config, clock, soundness, progress, config.dialect());
    }

    /// @param taker the kind of database that takes the backup in: its own, or PostgreSQL for one of SQLite
    public Backup(
            DatabaseConfig config, InstantSource clock, Soundness soundness, BackupProgress progress, Dialect taker) {
        if (taker != config.dialect() && taker != Dialect.POSTGRESQL) {
            throw new BackupFailed("there is no way from PostgreSQL to SQLite");
        }
        this.taker = taker;
        this.config = config;
        this.clock = clock;
        this.soundness = soundness;
        this.progress = progress;
    }

    /// What was made.
    ///
    /// @param bytes of the file
    /// @param rows of each table
    public record Made(Path file, long bytes, String schemaVersion, Map<String, Long> rows) {}

    /// Makes a backup that only its owner may read.
    ///
    /// @param overwrite whether a file of that name may be replaced
    /// @throws BackupFailed when it was not made; nothing is left of it then
    /// @throws dev.touchstone.backend.store.DatabaseNotReady when there is no database that this program knows
    public Made to(Path file, boolean overwrite) {
        Path target = file.toAbsolutePath();
        requireRoom(target, overwrite);
        try (Database database = Database.open(config);
                Scratch scratch = new Scratch(target)) {
            Path part = scratch.file("part");
            Manifest manifest = write(database, part, scratch);
            try (BackupFile written = BackupFile.open(part)) {
                written.verify(progress);
            }
            requireRoom(target, overwrite);
            DurableFiles.move(part, target);
            return new Made(target, Files.size(target), manifest.schemaVersion(), manifest.rows());
        } catch (IOException e) {
            throw new BackupFailed("cannot write the backup " + target + ": " + e.getMessage(), e);
        }
    }

    private static void requireRoom(Path target, boolean overwrite) {
        if (Files.exists(target) && !overwrite) {
            throw new BackupFailed(target + " is there already; name another file, or allow it with --overwrite");
        }
        if (!Files.isDirectory(target.resolveSibling("."))) {
            throw new BackupFailed("there is no folder for " + target + "; make it first");
        }
    }

    private Manifest write(Database database, Path part, Scratch scratch) throws IOException {
        try (BackupWriter writer = new BackupWriter(part)) {
            Map<String, Long> rows = switch (database.dialect()) {
                case SQLITE ->
                    taker == Dialect.SQLITE
                            ? new SqliteCopy(config, database, soundness, progress).write(writer, scratch)
                            : SqliteRows.write(database, writer, soundness, progress);
                case POSTGRESQL -> PostgresCopy.write(database, writer, soundness, progress);
            };
            Manifest manifest = new Manifest(
                    Manifest.FORMAT, taker.wire(), database.schemaVersion(), clock.millis(), rows, writer.parts());
            writer.finish(manifest);
            return manifest;
        }
    }
}

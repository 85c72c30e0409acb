package dev.touchstone.backend.store.backup;

import dev.touchstone.backend.store.DatabaseConfig;
import dev.touchstone.backend.store.Dialect;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;

/// Moves everything from SQLite to an empty PostgreSQL: by a backup that PostgreSQL takes in, in one transaction, with
/// counts and ledger verified on both sides. All of it is there afterwards, or nothing is. SQLite's file stays as it
/// was.
public final class MoveToPostgres {
    private final InstantSource clock;
    private final Soundness soundness;
    private final BackupProgress progress;

    public MoveToPostgres(InstantSource clock, Soundness soundness, BackupProgress progress) {
        this.clock = clock;
        this.soundness = soundness;
        this.progress = progress;
    }

    /// No server may use either of them meanwhile.
    ///
    /// @throws BackupFailed when nothing was moved; the target holds then what it held before
    /// @throws dev.touchstone.backend.store.DatabaseNotReady when there is no database that this program knows
    public Restore.Restored move(DatabaseConfig from, DatabaseConfig to) {
        if (from.dialect() != Dialect.SQLITE || to.dialect() != Dialect.POSTGRESQL) {
            throw new BackupFailed("it moves from SQLite to PostgreSQL, and was asked to move from "
                    + from.dialect().wire() + " to " + to.dialect().wire());
        }
        Path file = from.sqliteFile().toAbsolutePath();
        try (Scratch scratch = new Scratch(file)) {
            Path between = scratch.file("moving");
            Backup.Made unused = new Backup(from, clock, soundness, progress, Dialect.POSTGRESQL).to(between, true);
            return new Restore(to, clock, soundness, progress).from(between, false);
        } catch (IOException e) {
            throw new BackupFailed("cannot write beside " + file + ": " + e.getMessage(), e);
        }
    }
}

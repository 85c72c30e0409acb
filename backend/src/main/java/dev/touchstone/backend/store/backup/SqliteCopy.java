package dev.touchstone.backend.store.backup;

import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.DatabaseConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// Copies SQLite's database while others write: `VACUUM INTO` reads one moment and holds up nobody. The copy is
/// looked at before it is packed.
final class SqliteCopy {
    static final String PART = "touchstone.db";
    /// Rows are added to these and never removed, so that a copy can be held against counts from before it.
    private static final List<String> GROWING = List.of("output", "review", "decision", "ledger_entry");

    private final DatabaseConfig config;
    private final Database source;
    private final Soundness soundness;
    private final BackupProgress progress;

    SqliteCopy(DatabaseConfig config, Database source, Soundness soundness, BackupProgress progress) {
        this.config = config;
        this.source = source;
        this.soundness = soundness;
        this.progress = progress;
    }

    /// @return how many rows each table has in the copy
    Map<String, Long> write(BackupWriter writer, Scratch scratch) throws IOException {
        Path file = config.sqliteFile().toAbsolutePath();
        Path copy = scratch.file("copy");
        Map<String, Long> before = source.reader().withHandle(Tables::rows);
        copy(file, copy);
        Map<String, Long> rows = requireSound(copy, soundness);
        for (String table : GROWING) {
            if (rows.getOrDefault(table, 0L) < before.getOrDefault(table, 0L)) {
                throw new BackupFailed(
                        "the copy has fewer rows of " + table + " than the database; nothing was kept of it");
            }
        }
        long size = Files.size(copy);
        writer.part(PART, "", List.of(), bytes -> progress.at("packing", bytes, size), out -> Files.copy(copy, out));
        return rows;
    }

    /// What the file says of itself, and what others demand of it.
    ///
    /// @return how many rows each table has
    static Map<String, Long> requireSound(Path file, Soundness soundness) {
        try (Database database = Database.open(DatabaseConfig.sqlite(file))) {
            return database.snapshot(handle -> {
                requireIntegrity(handle);
                soundness.complaint(handle, false).ifPresent(complaint -> {
                    throw new BackupFailed("the database is not sound: " + complaint);
                });
                return Tables.rows(handle);
            });
        }
    }

    static void requireIntegrity(Handle handle) {
        List<String> found = handle.createQuery("PRAGMA integrity_check(1)")
                .mapTo(String.class)
                .list();
        if (!found.equals(List.of("ok"))) {
            throw new BackupFailed("SQLite says of the database: " + String.join("; ", found));
        }
    }

    private void copy(Path from, Path to) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + from);
                PreparedStatement vacuum = connection.prepareStatement("VACUUM INTO ?");
                Watch watch = new Watch(to, Files.size(from), progress)) {
            vacuum.setString(1, to.toString());
            vacuum.execute();
            watch.done();
        } catch (SQLException | IOException e) {
            throw new BackupFailed("cannot copy the database to " + to + ": " + e.getMessage(), e);
        }
    }

    /// Tells how far a file has grown.
    private static final class Watch implements AutoCloseable {
        private final Path file;
        private final long about;
        private final BackupProgress progress;
        private final Thread thread;

        Watch(Path file, long about, BackupProgress progress) {
            this.file = file;
            this.about = about;
            this.progress = progress;
            thread = Thread.ofPlatform().name("backup-progress").daemon().start(this::run);
        }

        private void run() {
            try {
                while (true) {
                    progress.at("copying", Math.min(about, Files.size(file)), about);
                    Thread.sleep(200);
                }
            } catch (InterruptedException | IOException e) {
                // The copy is made, or what is wrong with it will be said by who makes it.
            }
        }

        void done() {
            progress.at("copying", about, about);
        }

        @Override
        public void close() {
            thread.interrupt();
        }
    }
}

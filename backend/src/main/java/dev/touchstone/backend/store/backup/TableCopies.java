package dev.touchstone.backend.store.backup;

import dev.touchstone.backend.store.Database;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/// Writes every table into a backup, all as of one moment, and counts what it wrote against what is there.
final class TableCopies {
    private TableCopies() {}

    /// How one table is written.
    interface Copy {
        /// @return how many rows it had
        long rows(Handle handle, String table, List<String> columns, OutputStream out) throws IOException, SQLException;
    }

    /// @param before makes the snapshot's connection ready, or refuses
    /// @return how many rows each table has in the backup
    static Map<String, Long> write(
            Database database,
            BackupWriter writer,
            Soundness soundness,
            BackupProgress progress,
            Consumer<Handle> before,
            Copy copy)
            throws IOException {
        try {
            return database.snapshot(handle -> {
                before.accept(handle);
                soundness.complaint(handle, false).ifPresent(complaint -> {
                    throw new BackupFailed("the database is not sound: " + complaint);
                });
                Map<String, Long> rows = Tables.rows(handle);
                for (String table : Tables.inOrder(handle)) {
                    long copied = write(handle, table, writer, progress, copy);
                    if (copied != rows.getOrDefault(table, 0L)) {
                        throw new BackupFailed(
                                "of " + table + " " + copied + " rows were copied, and there are " + rows.get(table));
                    }
                }
                return rows;
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static long write(Handle handle, String table, BackupWriter writer, BackupProgress progress, Copy copy) {
        List<String> columns = Tables.columns(handle, table);
        long[] rows = {0};
        try {
            writer.part(
                    "tables/" + table + ".copy",
                    table,
                    columns,
                    bytes -> progress.at("copying " + table, bytes, 0),
                    out -> {
                        try {
                            rows[0] = copy.rows(handle, table, columns, out);
                        } catch (SQLException e) {
                            throw new BackupFailed("cannot copy " + table + ": " + e.getMessage(), e);
                        }
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows[0];
    }
}

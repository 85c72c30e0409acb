package dev.touchstone.backend.store.backup;

import dev.touchstone.backend.store.Database;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/// Streams PostgreSQL's tables, all as of one moment, through the driver: no program of PostgreSQL's is needed, and no
/// table is ever in memory.
final class PostgresCopy {
    private PostgresCopy() {}

    /// @return how many rows each table has in the backup
    static Map<String, Long> write(Database database, BackupWriter writer, Soundness soundness, BackupProgress progress)
            throws IOException {
        return TableCopies.write(
                database, writer, soundness, progress, PostgresCopy::waitAsLongAsItTakes, PostgresCopy::copy);
    }

    private static long copy(Handle handle, String table, List<String> columns, OutputStream out)
            throws IOException, SQLException {
        return driver(handle)
                .getCopyAPI()
                .copyOut("COPY " + table + " (" + String.join(", ", columns) + ") TO STDOUT", out);
    }

    /// Replaces all rows, within the caller's transaction.
    static void read(Handle transaction, BackupFile backup, BackupProgress progress) {
        waitAsLongAsItTakes(transaction);
        transaction.execute("TRUNCATE " + String.join(", ", Tables.inOrder(transaction)));
        Map<String, Long> rows = new TreeMap<>();
        for (Manifest.Part part : backup.manifest().parts()) {
            rows.put(part.table(), read(transaction, backup, part, progress));
        }
        if (!rows.equals(backup.manifest().rows()) || !rows.equals(Tables.rows(transaction))) {
            throw new BackupFailed(
                    "the rows that were restored are not those of the backup; nothing was changed: " + rows);
        }
    }

    private static long read(Handle transaction, BackupFile backup, Manifest.Part part, BackupProgress progress) {
        String sql = "COPY " + part.table() + " (" + String.join(", ", part.columns()) + ") FROM STDIN";
        try (PGCopyOutputStream table = new PGCopyOutputStream(driver(transaction), sql)) {
            backup.copy(part, table, bytes -> progress.at("restoring " + part.table(), bytes, part.bytes()));
            return table.endCopy();
        } catch (SQLException | IOException e) {
            throw new BackupFailed("cannot restore " + part.table() + ": " + e.getMessage(), e);
        }
    }

    /// A table's count or its foreign keys may take longer than a request ever does.
    private static void waitAsLongAsItTakes(Handle handle) {
        try {
            handle.getConnection().setNetworkTimeout(Runnable::run, 0);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PGConnection driver(Handle handle) throws SQLException {
        return handle.getConnection().unwrap(PGConnection.class);
    }
}

package dev.touchstone.backend.store.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// SQLite's file and its companions on the disk.
final class SqliteFiles {
    /// What lies beside a database in use: its log, and the log's index.
    static final List<String> COMPANIONS = List.of("-wal", "-shm", "-journal");

    private SqliteFiles() {}

    /// Puts a finished database where another may be, which is kept under another name.
    ///
    /// @param aside where to keep it; with everything that is in its log
    /// @throws BackupFailed when a process has it open
    static void replace(Path target, Path by, Path aside) throws IOException {
        if (!Files.exists(target)) {
            move(target, by, aside);
            return;
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + target);
                Statement statement = connection.createStatement()) {
            takeForOurselves(statement, target);
            move(target, by, aside);
        } catch (SQLException e) {
            throw new BackupFailed("cannot take hold of " + target + ": " + e.getMessage(), e);
        }
    }

    /// Leaving WAL moves the log into the file and takes a lock that nobody gets while another process has the database
    /// open. What is no database any more has nothing to lock, and is what one restores for.
    private static void takeForOurselves(Statement statement, Path target) throws SQLException {
        try {
            statement.execute("PRAGMA busy_timeout=0");
            try (ResultSet mode = statement.executeQuery("PRAGMA journal_mode=DELETE")) {
                if (!mode.next() || !mode.getString(1).equalsIgnoreCase("delete")) {
                    throw held(target);
                }
            }
            statement.execute("BEGIN EXCLUSIVE");
        } catch (SQLiteException e) {
            if (e.getResultCode().name().startsWith(SQLiteErrorCode.SQLITE_BUSY.name())) {
                throw held(target);
            }
            boolean ruined = e.getResultCode() == SQLiteErrorCode.SQLITE_NOTADB
                    || e.getResultCode().name().startsWith(SQLiteErrorCode.SQLITE_CORRUPT.name());
            if (!ruined) {
                throw e;
            }
        }
    }

    private static BackupFailed held(Path target) {
        return new BackupFailed(
                "a process has " + target + " open; stop the server and every command that uses it, then" + " restore");
    }

    /// A log that is left behind would be read into whatever database is put beside it.
    private static void move(Path target, Path by, Path aside) throws IOException {
        for (String companion : COMPANIONS) {
            Path left = Path.of(target + companion);
            if (Files.exists(left)) {
                Files.move(left, Path.of(aside + companion));
            }
        }
        if (Files.exists(target)) {
            // Both names at once: at no moment is there no database.
            link(target, aside);
        }
        DurableFiles.move(by, target);
    }

    private static void link(Path target, Path aside) throws IOException {
        try {
            Files.createLink(aside, target);
        } catch (UnsupportedOperationException | java.nio.file.FileSystemException e) {
            Files.move(target, aside);
        }
    }
}

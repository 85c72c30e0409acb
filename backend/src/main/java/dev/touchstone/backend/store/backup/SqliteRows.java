package dev.touchstone.backend.store.backup;

import dev.touchstone.backend.store.Database;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Streams SQLite's tables, all as of one moment, as the text that PostgreSQL's `COPY` takes. Both databases have the
/// same tables and columns; a test holds them to that.
///
/// See <https://www.postgresql.org/docs/current/sql-copy.html>, text format.
final class SqliteRows {
    private SqliteRows() {}

    /// @return how many rows each table has in the backup
    static Map<String, Long> write(Database database, BackupWriter writer, Soundness soundness, BackupProgress progress)
            throws IOException {
        return TableCopies.write(database, writer, soundness, progress, SqliteCopy::requireIntegrity, SqliteRows::copy);
    }

    private static long copy(Handle handle, String table, List<String> columns, OutputStream out)
            throws IOException, SQLException {
        long rows = 0;
        try (Statement statement = handle.getConnection().createStatement();
                ResultSet found = statement.executeQuery("SELECT " + String.join(", ", columns) + " FROM " + table)) {
            while (found.next()) {
                StringBuilder line = new StringBuilder();
                for (int i = 1; i <= columns.size(); i++) {
                    line.append(i == 1 ? "" : "\t").append(value(table, columns.get(i - 1), found.getObject(i)));
                }
                out.write(line.append('\n').toString().getBytes(StandardCharsets.UTF_8));
                rows++;
            }
        }
        return rows;
    }

    /// Numbers as they are, which PostgreSQL takes for its booleans too.
    private static String value(String table, String column, @Nullable Object value) {
        return switch (value) {
            case null -> "\\N";
            case String text
            when text.indexOf(0) >= 0 ->
                throw new BackupFailed(
                        table + "." + column + " holds the character U+0000, which PostgreSQL does not keep");
            case String text -> escaped(text);
            case Number number -> String.valueOf(number);
            default ->
                throw new BackupFailed(table + "." + column + " holds a "
                        + value.getClass().getSimpleName() + ", which is not known how to move");
        };
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> escaped.append("\\\\");
                case '\n' -> escaped.append("\\n");
                case '\r' -> escaped.append("\\r");
                case '\t' -> escaped.append("\\t");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }
}

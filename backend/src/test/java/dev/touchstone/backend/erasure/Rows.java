package dev.touchstone.backend.erasure;

import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.DatabaseConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/// Looks for a text everywhere: in every column of every table, whatever it is for, and in the bytes of files.
final class Rows {
    private Rows() {}

    /// @return how many rows hold the text, by `table.column`
    static Map<String, Integer> holding(DatabaseConfig config, String text) {
        try (Database database = Database.open(config)) {
            return database.reader().withHandle(handle -> {
                Map<String, Integer> found = new TreeMap<>();
                for (String table : tables(handle)) {
                    handle.createQuery("SELECT * FROM " + table)
                            .mapToMap()
                            .forEach(row -> row.forEach((column, value) -> {
                                if (value != null && value.toString().contains(text)) {
                                    found.merge(table + "." + column, 1, Integer::sum);
                                }
                            }));
                }
                return found;
            });
        }
    }

    /// Every table with its columns that hold text, as `table.column`.
    static List<String> textColumns(Database database) {
        return database.reader().withHandle(handle -> {
            List<String> columns = new ArrayList<>();
            for (String table : tables(handle)) {
                try (ResultSet row = handle.getConnection().getMetaData().getColumns(null, null, table, "%")) {
                    while (row.next()) {
                        if (row.getString("TYPE_NAME").equalsIgnoreCase("text")) {
                            columns.add(table + "." + row.getString("COLUMN_NAME"));
                        }
                    }
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            }
            return columns;
        });
    }

    private static List<String> tables(Handle handle) {
        List<String> tables = new ArrayList<>();
        try (ResultSet row = handle.getConnection().getMetaData().getTables(null, null, "%", new String[] {"TABLE"})) {
            while (row.next()) {
                String of = row.getString("TABLE_SCHEM");
                if (of == null || of.equals("public")) {
                    tables.add(row.getString("TABLE_NAME"));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        if (!tables.contains("output")) {
            throw new AssertionError("these are not our tables: " + tables);
        }
        return tables;
    }

    /// @return the files under a folder whose bytes hold the text
    static List<String> filesHolding(Path folder, String text) {
        String wanted = latin(text.getBytes(StandardCharsets.UTF_8));
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> {
                        try {
                            return latin(Files.readAllBytes(file)).contains(wanted);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    })
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}

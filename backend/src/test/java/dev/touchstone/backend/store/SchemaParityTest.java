package dev.touchstone.backend.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.backend.testing.TestDatabases;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// One set of migrations must make the same schema on both databases.
class SchemaParityTest {
    @Test
    void tablesColumnsTypesNullabilityAndIndexesAreTheSame() {
        Map<String, String> sqlite = describe(TestDatabases.newSqlite());
        Map<String, String> postgres = describe(TestDatabases.newPostgres());

        assertThat(sqlite).hasSizeGreaterThan(100);
        assertThat(sqlite).isEqualTo(postgres);
    }

    private static Map<String, String> describe(DatabaseConfig config) {
        try (Database database = Database.openAndMigrate(config)) {
            return database.reader().withHandle(handle -> describe(handle.getConnection()));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void describeColumns(
            DatabaseMetaData metadata, @Nullable String schemaName, String name, Map<String, String> schema)
            throws SQLException {
        String table = name.toLowerCase(Locale.ROOT);
        if (!isOurs(table)) {
            return;
        }
        try (ResultSet columns = metadata.getColumns(null, schemaName, name, "%")) {
            while (columns.next()) {
                // An underscore in the name stands for any character.
                if (columns.getString("TABLE_NAME").equals(name)) {
                    boolean needed = columns.getInt("NULLABLE") == DatabaseMetaData.columnNoNulls;
                    schema.put(
                            table + "." + columns.getString("COLUMN_NAME"),
                            normalised(columns.getString("TYPE_NAME")) + (needed ? " NOT NULL" : ""));
                }
            }
        }
    }

    private static Map<String, String> describe(Connection connection) throws SQLException {
        Map<String, String> schema = new TreeMap<>();
        DatabaseMetaData metadata = connection.getMetaData();
        String schemaName = metadata.getDatabaseProductName().equals("PostgreSQL") ? "public" : null;
        // Table by table: SQLite's driver asks for columns in one compound select, which may have only so many terms.
        Set<String> tables = new TreeSet<>();
        try (ResultSet found = metadata.getTables(null, schemaName, "%", new String[] {"TABLE"})) {
            while (found.next()) {
                tables.add(found.getString("TABLE_NAME"));
            }
        }
        for (String name : tables) {
            describeColumns(metadata, schemaName, name, schema);
        }
        for (String table : tablesOf(schema)) {
            try (ResultSet indexes = metadata.getIndexInfo(null, schemaName, table, false, false)) {
                while (indexes.next()) {
                    String name = indexes.getString("INDEX_NAME");
                    if (name != null && name.startsWith(table.split("_")[0]) && !name.endsWith("_pkey")) {
                        schema.put(
                                "index " + name + " " + indexes.getInt("ORDINAL_POSITION"),
                                indexes.getString("COLUMN_NAME") + (indexes.getBoolean("NON_UNIQUE") ? "" : " unique"));
                    }
                }
            }
        }
        return schema;
    }

    /// Flyway's own table, the scheduler's tables (which exist on one database only) and SQLite's internals do not
    /// count.
    private static boolean isOurs(String table) {
        return !table.startsWith("flyway") && !table.startsWith("qrtz_") && !table.startsWith("sqlite_");
    }

    private static Set<String> tablesOf(Map<String, String> schema) {
        Set<String> tables = new TreeSet<>();
        schema.keySet().forEach(column -> tables.add(column.substring(0, column.indexOf('.'))));
        return tables;
    }

    private static String normalised(String type) {
        return switch (type.toUpperCase(Locale.ROOT)) {
            case "INT8", "BIGINT" -> "BIGINT";
            case "INT4", "INTEGER" -> "INTEGER";
            case "FLOAT8", "DOUBLE PRECISION" -> "DOUBLE PRECISION";
            case "BOOL", "BOOLEAN" -> "BOOLEAN";
            case "TEXT" -> "TEXT";
            default -> type;
        };
    }
}

package dev.touchstone.backend.store.backup;

import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/// The tables of the schema that hold what is worth keeping: not those of the migrations, nor the scheduler's,
/// which are filled anew at each start.
final class Tables {
    private Tables() {}

    /// In an order in which each comes after those that it refers to.
    static List<String> inOrder(Handle handle) {
        try {
            DatabaseMetaData metadata = handle.getConnection().getMetaData();
            String schema = handle.getConnection().getSchema();
            List<String> left = names(metadata, schema);
            List<String> ordered = new ArrayList<>();
            while (!left.isEmpty()) {
                List<String> free = new ArrayList<>();
                for (String table : left) {
                    if (left.stream().noneMatch(referredBy(metadata, schema, table)::contains)) {
                        free.add(table);
                    }
                }
                if (free.isEmpty()) {
                    throw new IllegalStateException("tables refer to each other in a circle: " + left);
                }
                ordered.addAll(free);
                left.removeAll(free);
            }
            return ordered;
        } catch (SQLException e) {
            throw new IllegalStateException("the database does not say which tables it has", e);
        }
    }

    private static List<String> names(DatabaseMetaData metadata, String schema) throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet tables = metadata.getTables(null, schema, "%", new String[] {"TABLE"})) {
            while (tables.next()) {
                String name = tables.getString("TABLE_NAME").toLowerCase(Locale.ROOT);
                if (!name.startsWith("flyway_") && !name.startsWith("qrtz_") && !name.startsWith("sqlite_")) {
                    names.add(name);
                }
            }
        }
        names.sort(null);
        return names;
    }

    /// Which tables a table refers to.
    private static List<String> referredBy(DatabaseMetaData metadata, String schema, String table) throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet keys = metadata.getImportedKeys(null, schema, table)) {
            while (keys.next()) {
                String name = keys.getString("PKTABLE_NAME").toLowerCase(Locale.ROOT);
                if (!name.equals(table)) {
                    names.add(name);
                }
            }
        }
        return names;
    }

    static List<String> columns(Handle handle, String table) {
        List<String> columns = new ArrayList<>();
        try (ResultSet found = handle.getConnection()
                .getMetaData()
                .getColumns(null, handle.getConnection().getSchema(), table, "%")) {
            while (found.next()) {
                columns.add(found.getString("COLUMN_NAME"));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the database does not say which columns " + table + " has", e);
        }
        return columns;
    }

    /// How many rows each has, at the moment that the handle sees.
    static Map<String, Long> rows(Handle handle) {
        Map<String, Long> rows = new TreeMap<>();
        for (String table : inOrder(handle)) {
            rows.put(
                    table,
                    handle.createQuery("SELECT COUNT(*) FROM " + table)
                            .mapTo(Long.class)
                            .one());
        }
        return rows;
    }
}

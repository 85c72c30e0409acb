package dev.touchstone.backend.store;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The newest id that is stored, from the end of each primary key: as many lookups as there are tables.
public final class NewestId {
    private static final Logger log = LoggerFactory.getLogger(NewestId.class);
    private static final Pattern OURS =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}");
    /// Clocks that are kept by the network differ by less.
    private static final Duration USUAL = Duration.ofSeconds(10);

    private NewestId() {}

    /// Lets new ids sort behind all that are stored.
    public static void seed(Ids ids, Database database) {
        find(database).ifPresent(newest -> {
            Duration behind = ids.startAfter(newest);
            if (behind.compareTo(USUAL) > 0) {
                log.warn("the clock is behind the newest stored id, new ids follow it seconds={}", behind.toSeconds());
            }
        });
    }

    static Optional<String> find(Database database) {
        return database.reader().withHandle(handle -> {
            try {
                List<String> newest = new ArrayList<>();
                for (String table : tables(handle.getConnection())) {
                    handle.createQuery("SELECT MAX(id) FROM " + table)
                            .mapTo(String.class)
                            .findOne()
                            .filter(id -> OURS.matcher(id).matches())
                            .ifPresent(newest::add);
                }
                return newest.stream().max(Comparator.naturalOrder());
            } catch (SQLException e) {
                throw new IllegalStateException("the tables cannot be listed", e);
            }
        });
    }

    /// Those whose primary key is an id.
    private static List<String> tables(Connection connection) throws SQLException {
        DatabaseMetaData meta = connection.getMetaData();
        String schema = connection.getSchema();
        List<String> names = new ArrayList<>();
        try (ResultSet all = meta.getTables(null, schema, "%", new String[] {"TABLE"})) {
            while (all.next()) {
                names.add(all.getString("TABLE_NAME"));
            }
        }
        List<String> withId = new ArrayList<>();
        for (String name : names) {
            if (isKeyedById(meta, schema, name)) {
                withId.add(name);
            }
        }
        return withId;
    }

    private static boolean isKeyedById(DatabaseMetaData meta, @Nullable String schema, String table)
            throws SQLException {
        List<String> columns = new ArrayList<>();
        try (ResultSet key = meta.getPrimaryKeys(null, schema, table)) {
            while (key.next()) {
                columns.add(key.getString("COLUMN_NAME"));
            }
        }
        return columns.equals(List.of("id"));
    }
}

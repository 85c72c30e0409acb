package dev.touchstone.backend.feedback.event;

import dev.touchstone.backend.store.RowBatch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Appends a group of events through plain JDBC, as outputs are: there may be more of them.
final class EventInsert {
    private static final String SQL = """
            INSERT INTO feedback_event (id, pipeline, event_id, body_hash, output_id, external_id, actor, session, kind,
                value, words, received_at_ms, happened_at_ms, client_at_ms, position, visible_ms, state, look_at_ms,
                looks)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (pipeline, event_id) DO NOTHING
            """;

    private EventInsert() {}

    /// @return for each row whether it was stored; false means that its event id was known
    static boolean[] insert(Connection connection, List<EventRow> rows) {
        return RowBatch.run(connection, SQL, rows, EventInsert::bind);
    }

    private static void bind(PreparedStatement statement, EventRow row) throws SQLException {
        statement.setString(1, row.id());
        statement.setString(2, row.pipeline().value());
        statement.setString(3, row.eventId());
        statement.setString(4, row.bodyHash());
        EventRow.Named named = row.named();
        statement.setString(
                5, named.outputId() == null ? null : named.outputId().value());
        statement.setString(6, named.externalId());
        statement.setString(7, named.actor());
        statement.setString(8, named.session());
        statement.setString(9, row.did().kind());
        set(statement, 10, row.did().value(), Types.DOUBLE);
        statement.setString(11, row.did().words());
        statement.setLong(12, row.times().receivedAtMs());
        statement.setLong(13, row.times().happenedAtMs());
        set(statement, 14, row.times().clientAtMs(), Types.BIGINT);
        set(statement, 15, row.seen().position(), Types.INTEGER);
        set(statement, 16, row.seen().visibleMs(), Types.BIGINT);
        statement.setString(17, row.looks().state());
        statement.setLong(18, row.looks().lookAtMs());
        statement.setInt(19, row.looks().looks());
    }

    private static void set(PreparedStatement statement, int at, @Nullable Number value, int type) throws SQLException {
        if (value == null) {
            statement.setNull(at, type);
        } else {
            statement.setObject(at, value, type);
        }
    }
}

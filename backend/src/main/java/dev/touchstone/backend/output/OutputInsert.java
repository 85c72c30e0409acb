package dev.touchstone.backend.output;

import dev.touchstone.backend.store.RowBatch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;

/// Inserts a group of outputs through plain JDBC: this is the hottest statement of the product, and binding 20
/// values by name costs more than storing them.
final class OutputInsert {
    private static final String SQL = """
            INSERT INTO output (id, pipeline, external_id, body_hash, received_at_ms, hour, policy_version, stratum, model,
                prompt_version, confidence, u, pi, audit_rate, route, reasons, review_id, body, cluster_key, few_shot)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (pipeline, external_id) DO NOTHING
            """;

    private OutputInsert() {}

    /// @return for each row whether it was stored; false means that its external id was known
    static boolean[] insert(Connection connection, List<OutputRow> rows) {
        return RowBatch.run(connection, SQL, rows, OutputInsert::bind);
    }

    private static void bind(PreparedStatement statement, OutputRow row) throws SQLException {
        statement.setString(1, row.id().value());
        statement.setString(2, row.pipeline().value());
        statement.setString(3, row.externalId());
        statement.setString(4, row.bodyHash());
        statement.setLong(5, row.receivedAtMs());
        statement.setLong(6, row.facts().hour());
        statement.setInt(7, row.facts().policyVersion());
        statement.setString(8, row.facts().stratum());
        statement.setString(9, row.facts().model());
        statement.setString(10, row.facts().promptVersion());
        if (row.facts().confidence() == null) {
            statement.setNull(11, Types.DOUBLE);
        } else {
            statement.setDouble(11, row.facts().confidence());
        }
        statement.setDouble(12, row.draw().u());
        statement.setDouble(13, row.draw().pi());
        statement.setDouble(14, row.draw().auditRate());
        statement.setString(15, row.routed().route());
        statement.setString(16, row.routed().reasons());
        statement.setString(
                17,
                row.routed().reviewId() == null ? null : row.routed().reviewId().value());
        statement.setString(18, row.body());
        if (row.facts().clusterKey() == null) {
            statement.setNull(19, Types.BIGINT);
        } else {
            statement.setLong(19, row.facts().clusterKey());
        }
        statement.setBoolean(20, row.facts().fewShot());
    }
}

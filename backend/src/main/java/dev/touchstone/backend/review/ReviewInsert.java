package dev.touchstone.backend.review;

import dev.touchstone.backend.output.OutputRow;
import dev.touchstone.backend.output.RouteTaken;
import dev.touchstone.backend.store.RowBatch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;

/// Opens reviews through plain JDBC, as part of the hottest transaction: see [dev.touchstone.backend.output.Outputs].
final class ReviewInsert {
    private static final String SQL = """
            INSERT INTO review (id, output_id, pipeline, hour, policy_version, stratum, model, prompt_version, confidence,
                u, pi, audit_rate, reasons, blind, calm, created_at_ms, due_at_ms, cluster_key, few_shot, state, revision,
                carded)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'open', 0, FALSE)
            """;

    private ReviewInsert() {}

    static void insert(Connection connection, List<NewReview> reviews) {
        boolean[] unused = RowBatch.run(connection, SQL, reviews, ReviewInsert::bind);
    }

    private static void bind(PreparedStatement statement, NewReview review) throws SQLException {
        OutputRow output = review.output();
        statement.setString(1, review.id().value());
        statement.setString(2, output.id().value());
        statement.setString(3, output.pipeline().value());
        statement.setLong(4, output.facts().hour());
        statement.setInt(5, output.facts().policyVersion());
        statement.setString(6, output.facts().stratum());
        statement.setString(7, output.facts().model());
        statement.setString(8, output.facts().promptVersion());
        if (output.facts().confidence() == null) {
            statement.setNull(9, Types.DOUBLE);
        } else {
            statement.setDouble(9, output.facts().confidence());
        }
        statement.setDouble(10, output.draw().u());
        statement.setDouble(11, output.draw().pi());
        statement.setDouble(12, output.draw().auditRate());
        statement.setString(13, RouteTaken.format(review.reasons()));
        statement.setBoolean(14, review.blind());
        statement.setDouble(15, 1 - review.risk());
        statement.setLong(16, review.nowMs());
        statement.setLong(17, review.dueAtMs());
        if (output.facts().clusterKey() == null) {
            statement.setNull(18, Types.BIGINT);
        } else {
            statement.setLong(18, output.facts().clusterKey());
        }
        statement.setBoolean(19, output.facts().fewShot());
    }
}

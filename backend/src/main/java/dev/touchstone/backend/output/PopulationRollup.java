package dev.touchstone.backend.output;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/// Adds a group of outputs to the counters, one statement per distinct cell. Cells are updated in one order everywhere,
/// so that two nodes cannot deadlock.
final class RollupUpdate {
    private static final String SQL = """
            INSERT INTO rollup (pipeline, hour, stratum, policy_version, model, prompt_version, route, pi, outputs)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (pipeline, hour, stratum, policy_version, model, prompt_version, route, pi)
            DO UPDATE SET outputs = rollup.outputs + excluded.outputs
            """;

    private record Cell(
            String pipeline,
            long hour,
            String stratum,
            int policyVersion,
            String model,
            String promptVersion,
            String route,
            double pi) {
        static final Comparator<Cell> ORDER = Comparator.comparing(Cell::pipeline)
                .thenComparingLong(Cell::hour)
                .thenComparing(Cell::stratum)
                .thenComparingInt(Cell::policyVersion)
                .thenComparing(Cell::model)
                .thenComparing(Cell::promptVersion)
                .thenComparing(Cell::route)
                .thenComparingDouble(Cell::pi);

        static Cell of(OutputRow row) {
            return new Cell(
                    row.pipeline(),
                    row.hour(),
                    row.stratum(),
                    row.policyVersion(),
                    row.model(),
                    row.promptVersion(),
                    row.route(),
                    row.pi());
        }
    }

    private RollupUpdate() {}

    static void add(Connection connection, List<OutputRow> rows, boolean[] stored) {
        Map<Cell, Integer> counts = new TreeMap<>(Cell.ORDER);
        for (int i = 0; i < rows.size(); i++) {
            if (stored[i]) {
                counts.merge(Cell.of(rows.get(i)), 1, Integer::sum);
            }
        }
        if (counts.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(SQL)) {
            for (Map.Entry<Cell, Integer> count : counts.entrySet()) {
                bind(statement, count.getKey(), count.getValue());
                statement.addBatch();
            }
            statement.executeBatch();
        } catch (SQLException e) {
            throw new UnableToExecuteStatementException(e, null);
        }
    }

    private static void bind(PreparedStatement statement, Cell cell, int count) throws SQLException {
        statement.setString(1, cell.pipeline());
        statement.setLong(2, cell.hour());
        statement.setString(3, cell.stratum());
        statement.setInt(4, cell.policyVersion());
        statement.setString(5, cell.model());
        statement.setString(6, cell.promptVersion());
        statement.setString(7, cell.route());
        statement.setDouble(8, cell.pi());
        statement.setLong(9, count);
    }
}

package dev.touchstone.backend.output;

import dev.touchstone.api.id.PipelineName;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Comparator;

/// Counts outputs by everything that tells populations apart: estimates, draws and budgets read these counters instead
/// of outputs.
final class PopulationRollup {
    private static final String SQL = """
            INSERT INTO rollup (pipeline, hour, stratum, policy_version, model, prompt_version, route, pi, outputs)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (pipeline, hour, stratum, policy_version, model, prompt_version, route, pi)
            DO UPDATE SET outputs = rollup.outputs + excluded.outputs
            """;

    private record Cell(
            PipelineName pipeline,
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
                    row.facts().hour(),
                    row.facts().stratum(),
                    row.facts().policyVersion(),
                    row.facts().model(),
                    row.facts().promptVersion(),
                    row.routed().route(),
                    row.draw().pi());
        }
    }

    static final CounterTable<?> COUNTERS = new CounterTable<>(SQL, Cell.ORDER, Cell::of, PopulationRollup::bind);

    private PopulationRollup() {}

    private static int bind(PreparedStatement statement, Cell cell) throws SQLException {
        statement.setString(1, cell.pipeline().value());
        statement.setLong(2, cell.hour());
        statement.setString(3, cell.stratum());
        statement.setInt(4, cell.policyVersion());
        statement.setString(5, cell.model());
        statement.setString(6, cell.promptVersion());
        statement.setString(7, cell.route());
        statement.setDouble(8, cell.pi());
        return 9;
    }
}

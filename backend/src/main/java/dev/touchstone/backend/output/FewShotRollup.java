package dev.touchstone.backend.output;

import dev.touchstone.api.id.PipelineName;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Comparator;

/// Counts the outputs that were made with examples, beside [PopulationRollup], which counts them too: most pipelines
/// name none, and pay nothing.
final class FewShotRollup {
    private static final String SQL = """
            INSERT INTO few_shot_rollup (pipeline, hour, stratum, policy_version, model, prompt_version, pi, outputs)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (pipeline, hour, stratum, policy_version, model, prompt_version, pi)
            DO UPDATE SET outputs = few_shot_rollup.outputs + excluded.outputs
            """;

    private record Cell(
            PipelineName pipeline,
            long hour,
            String stratum,
            int policyVersion,
            String model,
            String promptVersion,
            double pi) {
        static final Comparator<Cell> ORDER = Comparator.comparing(Cell::pipeline)
                .thenComparingLong(Cell::hour)
                .thenComparing(Cell::stratum)
                .thenComparingInt(Cell::policyVersion)
                .thenComparing(Cell::model)
                .thenComparing(Cell::promptVersion)
                .thenComparingDouble(Cell::pi);

        static Cell of(OutputRow row) {
            return new Cell(
                    row.pipeline(),
                    row.facts().hour(),
                    row.facts().stratum(),
                    row.facts().policyVersion(),
                    row.facts().model(),
                    row.facts().promptVersion(),
                    row.draw().pi());
        }
    }

    static final CounterTable<?> COUNTERS = new CounterTable<>(SQL, Cell.ORDER, Cell::of, FewShotRollup::bind);

    private FewShotRollup() {}

    private static int bind(PreparedStatement statement, Cell cell) throws SQLException {
        statement.setString(1, cell.pipeline().value());
        statement.setLong(2, cell.hour());
        statement.setString(3, cell.stratum());
        statement.setInt(4, cell.policyVersion());
        statement.setString(5, cell.model());
        statement.setString(6, cell.promptVersion());
        statement.setDouble(7, cell.pi());
        return 8;
    }
}

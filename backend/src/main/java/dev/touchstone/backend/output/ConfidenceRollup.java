package dev.touchstone.backend.output;

import dev.touchstone.api.id.PipelineName;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Comparator;

/// Counts how confident outputs were, by day and in the steps of [ConfidenceScale]. The counters tell what any
/// threshold would cost without looking at an output.
final class ConfidenceRollup {
    private static final long HOURS_PER_DAY = 24;
    private static final String SQL = """
            INSERT INTO confidence_rollup (pipeline, day, policy_version, model, prompt_version, bin, outputs)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (pipeline, day, policy_version, model, prompt_version, bin)
            DO UPDATE SET outputs = confidence_rollup.outputs + excluded.outputs
            """;

    private record Cell(
            PipelineName pipeline, long day, int policyVersion, String model, String promptVersion, int bin) {
        static final Comparator<Cell> ORDER = Comparator.comparing(Cell::pipeline)
                .thenComparingLong(Cell::day)
                .thenComparingInt(Cell::policyVersion)
                .thenComparing(Cell::model)
                .thenComparing(Cell::promptVersion)
                .thenComparingInt(Cell::bin);

        static Cell of(OutputRow row) {
            return new Cell(
                    row.pipeline(),
                    Math.floorDiv(row.facts().hour(), HOURS_PER_DAY),
                    row.facts().policyVersion(),
                    row.facts().model(),
                    row.facts().promptVersion(),
                    ConfidenceScale.stepOf(row.facts().confidence()));
        }
    }

    static final CounterTable<?> COUNTERS = new CounterTable<>(SQL, Cell.ORDER, Cell::of, ConfidenceRollup::bind);

    private ConfidenceRollup() {}

    private static int bind(PreparedStatement statement, Cell cell) throws SQLException {
        statement.setString(1, cell.pipeline().value());
        statement.setLong(2, cell.day());
        statement.setInt(3, cell.policyVersion());
        statement.setString(4, cell.model());
        statement.setString(5, cell.promptVersion());
        statement.setInt(6, cell.bin());
        return 7;
    }
}

package dev.touchstone.backend.output;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/// Counts how confident a group of outputs was, one statement per distinct cell, in one order everywhere so that two
/// nodes cannot deadlock. The counters tell what any threshold would cost without looking at an output.
public final class ConfidenceRollup {
    /// Bins of width 1/100.
    public static final int BINS = 100;

    /// The bin of outputs that came without a confidence.
    public static final int NONE = -1;

    private static final long HOURS_PER_DAY = 24;
    private static final String SQL = """
            INSERT INTO confidence_rollup (pipeline, day, policy_version, model, prompt_version, bin, outputs)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (pipeline, day, policy_version, model, prompt_version, bin)
            DO UPDATE SET outputs = confidence_rollup.outputs + excluded.outputs
            """;

    private record Cell(String pipeline, long day, int policyVersion, String model, String promptVersion, int bin) {
        static final Comparator<Cell> ORDER = Comparator.comparing(Cell::pipeline)
                .thenComparingLong(Cell::day)
                .thenComparingInt(Cell::policyVersion)
                .thenComparing(Cell::model)
                .thenComparing(Cell::promptVersion)
                .thenComparingInt(Cell::bin);

        static Cell of(OutputRow row) {
            return new Cell(
                    row.pipeline(),
                    Math.floorDiv(row.hour(), HOURS_PER_DAY),
                    row.policyVersion(),
                    row.model(),
                    row.promptVersion(),
                    binOf(row.confidence()));
        }
    }

    private ConfidenceRollup() {}

    /// The bin b with b/100 ≤ confidence < (b+1)/100, where 1 belongs to the last, or [#NONE].
    public static int binOf(@Nullable Double confidence) {
        if (confidence == null) {
            return NONE;
        }
        int bin = Math.clamp((long) (confidence * BINS), 0, BINS - 1);
        // 0.29 times 100 is a little less than 29: the product may miss the bin its own comparison would choose.
        if (bin < BINS - 1 && confidence >= lowerEnd(bin + 1)) {
            return bin + 1;
        }
        return confidence < lowerEnd(bin) ? bin - 1 : bin;
    }

    /// The smallest confidence of a bin.
    public static double lowerEnd(int bin) {
        return (double) bin / BINS;
    }

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
        statement.setLong(2, cell.day());
        statement.setInt(3, cell.policyVersion());
        statement.setString(4, cell.model());
        statement.setString(5, cell.promptVersion());
        statement.setInt(6, cell.bin());
        statement.setLong(7, count);
    }
}

package dev.touchstone.backend.output;

import dev.touchstone.api.id.PipelineName;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// Counts how confident outputs were, by day. The counters tell what any threshold would cost without looking at an
/// output.
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
                    binOf(row.facts().confidence()));
        }
    }

    static final CounterTable<?> COUNTERS = new CounterTable<>(SQL, Cell.ORDER, Cell::of, ConfidenceRollup::bind);

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

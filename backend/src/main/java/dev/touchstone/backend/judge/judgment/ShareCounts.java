package dev.touchstone.backend.judge.judgment;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.backend.output.OutputRow;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/// Counts the outputs of the judge's random share when they are given to it, so that figures know of those that
/// never get a verdict. For one group of outputs; not thread-safe.
final class ShareCounts {
    /// Outputs that a share took alike.
    public record Cell(PipelineName pipeline, long hour, int policyVersion, String stratum, double share) {
        /// All writers take the rows in this order, and so never wait for each other in a circle.
        static final Comparator<Cell> ORDER = Comparator.comparing(
                        (Cell cell) -> cell.pipeline().value())
                .thenComparingLong(Cell::hour)
                .thenComparingInt(Cell::policyVersion)
                .thenComparing(Cell::stratum)
                .thenComparingDouble(Cell::share);
    }

    interface Dao {
        @SqlUpdate("""
                INSERT INTO judge_share (pipeline, hour, policy_version, stratum, share, outputs)
                VALUES (:pipeline, :hour, :policyVersion, :stratum, :share, :outputs)
                ON CONFLICT (pipeline, hour, policy_version, stratum) DO UPDATE SET
                    outputs = judge_share.outputs + excluded.outputs, share = excluded.share
                """)
        void add(@BindMethods Cell cell, @Bind("outputs") long outputs);
    }

    private final Map<Cell, Long> outputs = new TreeMap<>(Cell.ORDER);

    void add(OutputRow output, double share) {
        outputs.merge(
                new Cell(
                        output.pipeline(),
                        output.facts().hour(),
                        output.facts().policyVersion(),
                        output.facts().stratum(),
                        share),
                1L,
                Long::sum);
    }

    /// Within the transaction that stores the outputs.
    void write(Handle transaction) {
        if (!outputs.isEmpty()) {
            Dao dao = transaction.attach(Dao.class);
            outputs.forEach(dao::add);
        }
    }
}

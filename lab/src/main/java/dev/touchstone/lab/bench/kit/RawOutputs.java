package dev.touchstone.lab.bench.kit;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.output.RouteName;
import dev.touchstone.api.output.RouteReason;
import dev.touchstone.backend.output.Draw;
import dev.touchstone.backend.output.OutputFacts;
import dev.touchstone.backend.output.OutputRow;
import dev.touchstone.backend.output.Outputs;
import dev.touchstone.backend.output.RouteTaken;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.Ids;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/// Outputs written straight into the table and its counters, past HTTP, checks and routing.
public final class RawOutputs {
    public static final long HOUR_MS = 3_600_000;

    private final Database database;
    private final Outputs outputs;
    private final Ids ids = new Ids(InstantSource.system());

    public RawOutputs(Database database) {
        this.database = database;
        this.outputs = new Outputs(database);
    }

    /// What tells outputs of a benchmark apart.
    ///
    /// @param hour the epoch hour it counts for
    /// @param u the sampling key, in [0, 1)
    /// @param pi its inclusion probability, which is the audit rate
    public record Row(
            PipelineName pipeline, String externalId, long hour, String stratum, double u, double pi, String body) {
        private OutputRow stored(String id) {
            return new OutputRow(
                    new OutputId(id),
                    pipeline,
                    externalId,
                    "0123456789abcdef012345",
                    System.currentTimeMillis(),
                    new OutputFacts(hour, 1, stratum, "assistant-large-3", "v12", 0.93, null, false),
                    new Draw(u, pi, pi),
                    u < pi
                            ? RouteTaken.of(RouteName.TO_REVIEW, List.of(RouteReason.RANDOM_AUDIT), null)
                            : RouteTaken.of(RouteName.AUTO_APPROVE, List.of(), null),
                    body);
        }
    }

    /// Stores a group in one transaction.
    ///
    /// @param row the n-th of the group, from 0
    public void append(int size, IntFunction<Row> row) {
        List<OutputRow> group = new ArrayList<>(size);
        for (int n = 0; n < size; n++) {
            group.add(row.apply(n).stored(ids.next()));
        }
        database.writer().useTransaction(transaction -> outputs.append(transaction, group));
    }
}

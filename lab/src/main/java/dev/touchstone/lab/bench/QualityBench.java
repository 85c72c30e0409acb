package dev.touchstone.lab.bench;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.policy.SampleAllocation;
import dev.touchstone.api.policy.SampleMethod;
import dev.touchstone.api.quality.QualityReport;
import dev.touchstone.backend.quality.Observations;
import dev.touchstone.backend.quality.Period;
import dev.touchstone.backend.quality.QualitySnapshot;
import dev.touchstone.backend.quality.Selection;
import dev.touchstone.backend.sampling.Design;
import dev.touchstone.backend.sampling.Draws;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.DatabaseConfig;
import dev.touchstone.lab.bench.kit.RawOutputs;
import dev.touchstone.stats.estimate.Target;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// What quality figures and draws cost with few outputs and with many, in one table: both must follow the reviews
/// and the sample, not the outputs. Either pipeline has ten thousand outputs under review, each reviewed twice.
final class QualityBench {
    private static final int FEW = 10_000;
    private static final int REVIEWED = 10_000;
    private static final int DAYS = 7;
    private static final int GROUP = 5_000;
    private static final int REPEATS = 40;
    private static final int WARM_UP = 15;
    private static final int SAMPLE = 200;
    private static final String[] STRATA = {
        "category=billing", "category=delivery", "category=refunds", "category=returns"
    };

    private final Path file;
    private final int many;
    private final Instant end =
            Instant.ofEpochMilli(System.currentTimeMillis() / RawOutputs.HOUR_MS * RawOutputs.HOUR_MS);
    private final Period period = Period.lastDays(DAYS, end.minusMillis(1));

    QualityBench(Path dir, int many) {
        this.file = dir.resolve("quality.db");
        this.many = many;
    }

    /// What one size of the table costs, median milliseconds.
    private record Cost(double snapshotMs, double drawMs) {}

    void run() {
        try (Database database = Database.openAndMigrate(DatabaseConfig.sqlite(file))) {
            fill(database, new PipelineName("few"), FEW);
            fill(database, new PipelineName("many"), many);
            List<Cost> few = new ArrayList<>();
            List<Cost> lots = new ArrayList<>();
            // In turns, so that a machine that slows down meanwhile slows down both.
            for (int i = 0; i < REPEATS; i++) {
                few.add(measure(database, new PipelineName("few")));
                lots.add(measure(database, new PipelineName("many")));
            }
            Cost small = median(few);
            Cost large = median(lots);
            print(FEW, small);
            print(many, large);
            System.out.printf(
                    "  slower by: snapshot %.2f (at most 1.30), draw of %d %.2f (at most 1.50)%n",
                    large.snapshotMs() / small.snapshotMs(), SAMPLE, large.drawMs() / small.drawMs());
        }
    }

    private void fill(Database database, PipelineName pipeline, int outputs) {
        RawOutputs raw = new RawOutputs(database);
        SplittableRandom keys = new SplittableRandom(outputs);
        double pi = (double) REVIEWED / outputs;
        long hours = period.toHour() - period.fromHour();
        for (int done = 0; done < outputs; done += GROUP) {
            int first = done;
            raw.append(
                    Math.min(GROUP, outputs - done),
                    n -> new RawOutputs.Row(
                            pipeline,
                            pipeline + "-" + (first + n),
                            // In the order of time, as outputs come.
                            period.fromHour() + (first + n) * hours / outputs,
                            STRATA[(first + n) % STRATA.length],
                            keys.nextDouble(),
                            pi,
                            "{}"));
        }
        DecidedReviews.of(database, pipeline);
        System.err.printf("  %,d outputs stored%n", outputs);
    }

    private Cost measure(Database database, PipelineName pipeline) {
        QualitySnapshot snapshot = new QualitySnapshot(new Observations(database), InstantSource.system());
        double snapshotMs = BenchCommand.ms(() -> {
            QualityReport report = snapshot.of(
                    Selection.all(pipeline, period), QualitySnapshot.Breakdown.STRATUM, 0.95, Target.FINITE);
            return report.groups().size()
                    * Math.toIntExact(report.total().coverage().decided());
        });
        Design design = new Design(
                pipeline,
                new Design.Window(period.fromHour(), period.toHour()),
                new Design.Amount(SAMPLE, null),
                SampleMethod.BOTTOM_K,
                SampleAllocation.SQRT,
                5,
                List.of(),
                0);
        double drawMs = BenchCommand.ms(() ->
                database.snapshot(reader -> Draws.draw(reader, design).members().size()));
        return new Cost(snapshotMs, drawMs);
    }

    private static Cost median(List<Cost> costs) {
        List<Cost> warm = costs.subList(WARM_UP, costs.size());
        return new Cost(
                BenchCommand.median(warm.stream().map(Cost::snapshotMs).toList()),
                BenchCommand.median(warm.stream().map(Cost::drawMs).toList()));
    }

    private static void print(int outputs, Cost cost) {
        System.out.printf(
                "  with %,9d outputs, %,d reviews: quality snapshot by stratum %.1f ms   draw of %d from %d strata %.1f"
                        + " ms%n",
                outputs, 2 * REVIEWED, cost.snapshotMs(), SAMPLE, STRATA.length, cost.drawMs());
    }
}

package dev.touchstone.lab.bench;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.backend.advice.learn.Candidates;
import dev.touchstone.backend.output.Outputs;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.DatabaseConfig;
import dev.touchstone.lab.bench.kit.Goal;
import dev.touchstone.lab.bench.kit.RawOutputs;
import dev.touchstone.lab.bench.kit.SampleBodies;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// What choosing outputs to learn from costs with few of a week stored and with many: it must follow what is chosen
/// from, not what is stored.
final class LearnBench {
    private static final int FEW = 10_000;
    private static final int DAYS = 7;
    private static final int GROUP = 5_000;
    private static final int REPEATS = 20;
    private static final int WARM_UP = 5;
    private static final int CHOSEN = 200;
    private static final double MOST_MS = 2_000;
    private static final double MOST_SLOWER = 1.5;

    private final Path file;
    private final int many;
    private final long end = System.currentTimeMillis() / RawOutputs.HOUR_MS;

    LearnBench(Path dir, int many) {
        this.file = dir.resolve("learn.db");
        this.many = many;
    }

    void run() {
        try (Database database = Database.openAndMigrate(DatabaseConfig.sqlite(file))) {
            PipelineName few = new PipelineName("few");
            PipelineName lots = new PipelineName("many");
            fill(database, few, FEW);
            fill(database, lots, many);
            List<Double> ofFew = new ArrayList<>();
            List<Double> ofMany = new ArrayList<>();
            // In turns, so that a machine that slows down meanwhile slows down both.
            for (int i = 0; i < REPEATS; i++) {
                ofFew.add(measure(database, few, i));
                ofMany.add(measure(database, lots, i));
            }
            double small = BenchCommand.median(ofFew.subList(WARM_UP, REPEATS));
            double large = BenchCommand.median(ofMany.subList(WARM_UP, REPEATS));
            System.out.printf("  %d chosen out of %,9d   %7.0f ms%n", CHOSEN, FEW, small);
            System.out.printf(
                    "  %d chosen out of %,9d   %7.0f ms  %s%n", CHOSEN, many, large, Goal.atMost(MOST_MS, large));
            System.out.printf(
                    "  slower by                   %7.2f     %s%n",
                    large / small, Goal.atMost(MOST_SLOWER, large / small));
        }
    }

    private void fill(Database database, PipelineName pipeline, int outputs) {
        RawOutputs raw = new RawOutputs(database);
        SplittableRandom keys = new SplittableRandom(outputs);
        SampleBodies bodies = new SampleBodies(pipeline);
        for (int done = 0; done < outputs; done += GROUP) {
            int first = done;
            raw.append(Math.min(GROUP, outputs - done), n -> {
                String name = pipeline + "-" + (first + n);
                long hour = end - DAYS * 24 + (long) (first + n) * DAYS * 24 / outputs;
                return new RawOutputs.Row(
                        pipeline, name, hour, "all", keys.nextDouble(), 0, bodies.body(name, first + n));
            });
        }
        System.err.printf("  %,d outputs stored%n", outputs);
    }

    private double measure(Database database, PipelineName pipeline, int seed) {
        Candidates candidates = new Candidates(new Outputs(database));
        return BenchCommand.ms(() -> database.snapshot(snapshot -> candidates
                .choose(snapshot, pipeline, end, CHOSEN, new SplittableRandom(seed))
                .size()));
    }
}

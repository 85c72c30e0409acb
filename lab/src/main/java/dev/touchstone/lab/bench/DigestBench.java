package dev.touchstone.lab.bench;

import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.report.Digest;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.Backend;
import dev.touchstone.backend.report.IsoWeek;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.DatabaseConfig;
import dev.touchstone.lab.bench.kit.BenchBackend;
import dev.touchstone.lab.bench.kit.Goal;
import dev.touchstone.lab.bench.kit.RawOutputs;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.SplittableRandom;

/// What a weekly digest with its charts costs in processor time, asked for over the API as the bot does: the first
/// of a process, with everything still to be loaded, and later ones. Eight weeks hold a million outputs, 20
/// thousand reviews.
final class DigestBench {
    private static final String PIPELINE = "digest";
    private static final int REVIEWED = 10_000;
    private static final int GROUP = 5_000;
    private static final int WEEKS = 8;
    private static final int REPEATS = 5;
    private static final double MOST_SECONDS = 3;
    private static final String[] STRATA = {
        "category=billing", "category=delivery", "category=refunds", "category=returns"
    };

    private final Path file;
    private final int outputs;

    DigestBench(Path dir, int outputs) {
        this.file = dir.resolve("digest.db");
        this.outputs = outputs;
    }

    void run() {
        IsoWeek week = IsoWeek.lastOver(Instant.now(), ZoneOffset.UTC);
        try (Database database = Database.openAndMigrate(DatabaseConfig.sqlite(file))) {
            fill(database, week);
        }
        try (Backend backend = BenchBackend.start(file, 256);
                TouchstoneClient client = new TouchstoneClient(backend.url(), BenchBackend.key(backend))) {
            client.putPipeline(PIPELINE, Json.read("{\"audit_rate\": 0.01}", Policy.class));
            double first = seconds(client, week);
            double later = 0;
            for (int i = 0; i < REPEATS; i++) {
                later += seconds(client, week) / REPEATS;
            }
            System.out.printf(
                    "  digest with its charts, %,d outputs and %,d reviews: %.2f s of processor time the first time %s,"
                            + " %.2f s later%n",
                    outputs, 2 * REVIEWED, first, Goal.atMost(MOST_SECONDS, first), later);
        }
    }

    private void fill(Database database, IsoWeek week) {
        RawOutputs raw = new RawOutputs(database);
        SplittableRandom keys = new SplittableRandom(outputs);
        double pi = (double) REVIEWED / outputs;
        long fromHour = week.plus(1 - WEEKS).start(ZoneOffset.UTC).getEpochSecond() / 3600;
        long hours = week.end(ZoneOffset.UTC).getEpochSecond() / 3600 - fromHour;
        for (int done = 0; done < outputs; done += GROUP) {
            int first = done;
            raw.append(
                    Math.min(GROUP, outputs - done),
                    n -> new RawOutputs.Row(
                            new PipelineName(PIPELINE),
                            PIPELINE + "-" + (first + n),
                            fromHour + (first + n) * hours / outputs,
                            STRATA[(first + n) % STRATA.length],
                            keys.nextDouble(),
                            pi,
                            "{}"));
        }
        DecidedReviews.of(database, new PipelineName(PIPELINE));
        System.err.printf("  %,d outputs stored%n", outputs);
    }

    /// Of all threads, because database, server and drawing each have their own.
    private static double seconds(TouchstoneClient client, IsoWeek week) {
        long before = processorNanos();
        Digest digest = client.digests().digest(new PipelineName(PIPELINE), week.name());
        long bytes = 0;
        for (Digest.Chart chart : digest.sections().charts()) {
            bytes += client.digests().chart(digest.id(), chart.name()).length;
        }
        if (digest.sections().charts().size() < 2 || bytes < 10_000) {
            throw new IllegalStateException("the measured digest has no charts: " + digest.headline());
        }
        return (processorNanos() - before) / 1e9;
    }

    private static long processorNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}

package dev.touchstone.lab.bench;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.backend.Backend;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.DatabaseConfig;
import dev.touchstone.lab.bench.kit.BenchBackend;
import dev.touchstone.lab.bench.kit.RawOutputs;
import dev.touchstone.lab.bench.kit.SampleBodies;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/// Batch intake over HTTP against raw inserts of the same rows into the same table, in transactions of the same size.
final class BatchBench {
    private static final int LINES = 1000;
    private static final int SENDERS = 4;
    private static final int GROUP = 256;

    private final Path dir;
    private final double seconds;
    private final int rounds;
    private final SampleBodies bodies = new SampleBodies(new PipelineName(BenchBackend.PIPELINE));
    private final AtomicLong counter = new AtomicLong();

    BatchBench(Path dir, double seconds, int rounds) {
        this.dir = dir;
        this.seconds = seconds;
        this.rounds = rounds;
    }

    void run() throws InterruptedException, ExecutionException {
        try (Backend backend = BenchBackend.start(dir.resolve("batch.db"), GROUP);
                Database raw = Database.openAndMigrate(DatabaseConfig.sqlite(dir.resolve("raw.db")))) {
            String key = BenchBackend.key(backend);
            batches(backend, key);
            RawOutputs outputs = new RawOutputs(raw);
            inserts(outputs);
            List<Double> overHttp = new ArrayList<>();
            List<Double> rawRates = new ArrayList<>();
            List<Double> ratios = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                double rawRate = inserts(outputs);
                double httpRate = batches(backend, key);
                rawRates.add(rawRate);
                overHttp.add(httpRate);
                ratios.add(httpRate / rawRate);
            }
            System.out.printf("  raw batched inserts               %7.0f rows/s%n", BenchCommand.median(rawRates));
            System.out.printf(
                    "  batches of %d over HTTP, %d senders %7.0f rows/s%n",
                    LINES, SENDERS, BenchCommand.median(overHttp));
            System.out.printf(
                    "  batch / raw                       %.2f  (at least 0.60)%n", BenchCommand.median(ratios));
        }
    }

    /// Rows per second of several senders, so that one batch is read while another is written.
    private double batches(Backend backend, String key) throws InterruptedException, ExecutionException {
        long start = System.nanoTime();
        try (HttpClient client = HttpClient.newHttpClient();
                ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Long>> sent = new ArrayList<>();
            for (int i = 0; i < SENDERS; i++) {
                sent.add(senders.submit(() -> {
                    long rows = 0;
                    while (System.nanoTime() - start < seconds * 1e9) {
                        rows += send(client, backend, key);
                    }
                    return rows;
                }));
            }
            long rows = 0;
            for (Future<Long> each : sent) {
                rows += each.get();
            }
            return rows / ((System.nanoTime() - start) / 1e9);
        }
    }

    private long send(HttpClient client, Backend backend, String key) throws IOException, InterruptedException {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < LINES; i++) {
            long n = counter.incrementAndGet();
            body.append(bodies.body(externalId(n), n)).append('\n');
        }
        HttpRequest request = HttpRequest.newBuilder(URI.create(backend.url() + "/v1/outputs:batch"))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        long stored = answer.body()
                .lines()
                .filter(line -> line.contains("\"status\":201"))
                .count();
        if (stored != LINES) {
            throw new IllegalStateException("only " + stored + " of a batch were stored: " + answer.statusCode());
        }
        return stored;
    }

    private double inserts(RawOutputs raw) {
        long start = System.nanoTime();
        long rows = 0;
        while (System.nanoTime() - start < seconds * 1e9) {
            raw.append(GROUP, number -> {
                long n = counter.incrementAndGet();
                return new RawOutputs.Row(
                        new PipelineName(BenchBackend.PIPELINE),
                        externalId(n),
                        System.currentTimeMillis() / RawOutputs.HOUR_MS,
                        "category=billing",
                        ThreadLocalRandom.current().nextDouble(),
                        0.05,
                        bodies.body(externalId(n), n));
            });
            rows += GROUP;
        }
        return rows / ((System.nanoTime() - start) / 1e9);
    }

    private static String externalId(long n) {
        return "b-" + Long.toHexString(n * 0x9E3779B97F4A7C15L);
    }
}

package dev.touchstone.app.bench;

import dev.touchstone.backend.Backend;
import dev.touchstone.backend.output.OutputRow;
import dev.touchstone.backend.output.Outputs;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.DatabaseConfig;
import dev.touchstone.backend.store.Ids;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/// Batch intake over HTTP against raw inserts of the same rows into the same table, in transactions of the same size.
final class BatchBench {
    private static final int LINES = 1000;
    private static final int GROUP = 256;

    private final Path dir;
    private final double seconds;
    private final int rounds;
    private final SampleBodies bodies = new SampleBodies(BenchBackend.PIPELINE);
    private long counter;

    BatchBench(Path dir, double seconds, int rounds) {
        this.dir = dir;
        this.seconds = seconds;
        this.rounds = rounds;
    }

    void run() throws IOException, InterruptedException {
        try (Backend backend = BenchBackend.start(dir.resolve("batch.db"), GROUP);
                Database raw = Database.open(DatabaseConfig.sqlite(dir.resolve("raw.db")))) {
            String key = BenchBackend.key(backend);
            batches(backend, key);
            inserts(raw);
            List<Double> overHttp = new ArrayList<>();
            List<Double> rawRates = new ArrayList<>();
            List<Double> ratios = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                double rawRate = inserts(raw);
                double httpRate = batches(backend, key);
                rawRates.add(rawRate);
                overHttp.add(httpRate);
                ratios.add(httpRate / rawRate);
            }
            System.out.printf("  raw batched inserts               %7.0f rows/s%n", BenchCommand.median(rawRates));
            System.out.printf("  batches of %d over HTTP         %7.0f rows/s%n", LINES, BenchCommand.median(overHttp));
            System.out.printf(
                    "  batch / raw                       %.2f  (at least 0.60)%n", BenchCommand.median(ratios));
        }
    }

    private double batches(Backend backend, String key) throws IOException, InterruptedException {
        long start = System.nanoTime();
        long rows = 0;
        try (HttpClient client = HttpClient.newHttpClient()) {
            while (System.nanoTime() - start < seconds * 1e9) {
                StringBuilder body = new StringBuilder();
                for (int i = 0; i < LINES; i++) {
                    body.append(bodies.body(nextId(), counter)).append('\n');
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
                    throw new IllegalStateException(
                            "only " + stored + " of a batch were stored: " + answer.statusCode());
                }
                rows += stored;
            }
        }
        return rows / ((System.nanoTime() - start) / 1e9);
    }

    private double inserts(Database raw) {
        Outputs outputs = new Outputs(raw);
        Ids ids = new Ids(InstantSource.system());
        long start = System.nanoTime();
        long rows = 0;
        while (System.nanoTime() - start < seconds * 1e9) {
            List<OutputRow> group = new ArrayList<>(GROUP);
            for (int i = 0; i < GROUP; i++) {
                group.add(row(ids.next()));
            }
            raw.writer().useTransaction(transaction -> outputs.append(transaction, group));
            rows += GROUP;
        }
        return rows / ((System.nanoTime() - start) / 1e9);
    }

    private OutputRow row(String id) {
        String externalId = nextId();
        return new OutputRow(
                id,
                BenchBackend.PIPELINE,
                externalId,
                "0123456789abcdef012345",
                System.currentTimeMillis(),
                System.currentTimeMillis() / 3_600_000,
                1,
                "category=billing",
                "assistant-large-3",
                "v12",
                0.93,
                ThreadLocalRandom.current().nextDouble(),
                0.05,
                0.05,
                "auto_approve",
                "",
                null,
                bodies.body(externalId, counter));
    }

    private String nextId() {
        return "b-" + Long.toHexString(++counter * 0x9E3779B97F4A7C15L);
    }
}

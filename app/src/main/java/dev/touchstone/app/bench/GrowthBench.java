package dev.touchstone.app.bench;

import dev.touchstone.api.BatchLine;
import dev.touchstone.api.Json;
import dev.touchstone.api.NewOutput;
import dev.touchstone.api.TouchstoneClient;
import dev.touchstone.backend.Backend;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.DatabaseConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;
import org.jdbi.v3.core.Handle;

/// The same work with few outputs stored and with many: nothing on the hot path may grow with the table.
final class GrowthBench {
    private static final int FEW = 10_000;
    private static final int REPEATS = 200;
    /// On a database of its own, because it stores outputs by the hundred thousand.
    private static final double SECONDS_TO_WARM_UP = 20;

    private final Path dir;
    private final int many;
    private final SampleBodies bodies = new SampleBodies(BenchBackend.PIPELINE);
    private final AtomicLong counter = new AtomicLong();

    GrowthBench(Path dir, int many) {
        this.dir = dir;
        this.many = many;
    }

    /// What one size of the table costs.
    ///
    /// @param intakePerSecond durable single outputs per second
    /// @param nextTenMs the next ten reviews, median milliseconds
    /// @param drawMs 200 outputs by sampling key, median milliseconds
    private record Cost(long outputs, double intakePerSecond, double nextTenMs, double drawMs) {}

    void run() throws IOException, InterruptedException {
        warmUp();
        Path file = dir.resolve("growth.db");
        try (Backend backend = BenchBackend.start(file, 256);
                TouchstoneClient client = new TouchstoneClient(backend.url(), BenchBackend.key(backend))) {
            LoadGenerator load = new LoadGenerator(backend.url(), "/v1/outputs", BenchBackend.key(backend), 64);
            post(load, 1);
            fill(client, FEW);
            Cost few = measure(client, load, file);
            fill(client, many);
            Cost last = measure(client, load, file);
            print(few);
            print(last);
            System.out.printf(
                    "  slower by: intake %.2f, next ten reviews %.2f, draw of 200 %.2f  (each at most 1.50)%n",
                    few.intakePerSecond() / last.intakePerSecond(),
                    last.nextTenMs() / few.nextTenMs(),
                    last.drawMs() / few.drawMs());
            long bytes = Files.size(file);
            System.out.printf(
                    "  %.0f bytes on disk per output, %d of them its body%n",
                    (double) bytes / last.outputs(), bodies.size());
        }
    }

    private void warmUp() throws InterruptedException {
        Path file = dir.resolve("growth-warm.db");
        try (Backend backend = BenchBackend.start(file, 256);
                TouchstoneClient client = new TouchstoneClient(backend.url(), BenchBackend.key(backend))) {
            LoadGenerator load = new LoadGenerator(backend.url(), "/v1/outputs", BenchBackend.key(backend), 64);
            post(load, SECONDS_TO_WARM_UP);
            measure(client, load, file);
        }
        counter.set(0);
    }

    private Cost measure(TouchstoneClient client, LoadGenerator load, Path file) throws InterruptedException {
        double perSecond = post(load, 4);
        try (Database database = Database.open(DatabaseConfig.sqlite(file))) {
            long outputs = database.reader()
                    .withHandle(handle -> handle.createQuery("SELECT SUM(outputs) FROM rollup")
                            .mapTo(Long.class)
                            .one());
            double draw = database.reader().withHandle(handle -> medianMs(() -> draw(handle)));
            double nextTen = medianMs(() -> client.reviews(TouchstoneClient.ReviewQuery.OPEN.limit(10))
                    .items()
                    .size());
            return new Cost(outputs, perSecond, nextTen, draw);
        }
    }

    private double post(LoadGenerator load, double seconds) throws InterruptedException {
        return load.run(seconds, counter, n -> bodies.body("g-" + Long.toHexString(n * 0x9E3779B97F4A7C15L), n))
                .perSecond();
    }

    private void fill(TouchstoneClient client, int target) {
        List<NewOutput> batch = new ArrayList<>(1000);
        while (counter.get() < target) {
            batch.clear();
            for (int i = 0; i < 1000; i++) {
                long n = counter.incrementAndGet();
                String body = bodies.body("g-" + Long.toHexString(n * 0x9E3779B97F4A7C15L), n);
                batch.add(Json.read(body, NewOutput.class));
            }
            for (BatchLine line : client.postBatch(batch)) {
                if (line.receipt() == null) {
                    throw new IllegalStateException("a line was refused: " + line.problem());
                }
            }
            if (counter.get() % 100_000 < 1000) {
                System.err.printf("  %,d outputs stored%n", counter.get());
            }
        }
    }

    /// The 200 smallest keys of a stratum in the newest hour: a range of the index whose width follows from the
    /// counter.
    private static int draw(Handle handle) {
        long[] newest = handle.createQuery("""
                        SELECT hour, SUM(outputs) FROM rollup WHERE pipeline = 'bench' AND stratum = 'category=refunds'
                        GROUP BY hour ORDER BY hour DESC LIMIT 1
                        """)
                .map((row, context) -> new long[] {row.getLong(1), row.getLong(2)})
                .one();
        double cut = Math.min(1, (200 + 5 * Math.sqrt(200)) / newest[1]);
        return handle.createQuery("""
                        SELECT id FROM output WHERE pipeline = 'bench' AND stratum = 'category=refunds'
                          AND hour = :hour AND u < :cut ORDER BY u LIMIT 200
                        """)
                .bind("hour", newest[0])
                .bind("cut", cut)
                .mapTo(String.class)
                .list()
                .size();
    }

    private static double medianMs(IntSupplier work) {
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < REPEATS; i++) {
            times.add(BenchCommand.ms(work));
        }
        return BenchCommand.median(times.subList(REPEATS / 4, REPEATS));
    }

    private static void print(Cost cost) {
        System.out.printf(
                "  with %,9d outputs: intake %6.0f/s   next ten reviews %.2f ms   draw of 200 %.2f ms%n",
                cost.outputs(), cost.intakePerSecond(), cost.nextTenMs(), cost.drawMs());
    }
}

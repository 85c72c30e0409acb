package dev.touchstone.lab.bench;

import dev.touchstone.api.client.ReviewQuery;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.output.BatchLine;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.Backend;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.DatabaseConfig;
import dev.touchstone.lab.bench.kit.BenchBackend;
import dev.touchstone.lab.bench.kit.LoadGenerator;
import dev.touchstone.lab.bench.kit.SampleBodies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;

/// The same work with few outputs stored and with many: nothing on the hot path may grow with the table.
final class GrowthBench {
    private static final int FEW = 10_000;
    private static final int REPEATS = 200;
    private static final double SECONDS_OF_INTAKE = 2;
    private static final double SECONDS_TO_WARM_UP = 20;

    private final Path dir;
    private final int many;
    private final int rounds;
    private final SampleBodies bodies = new SampleBodies(new PipelineName(BenchBackend.PIPELINE));
    private final AtomicLong counter = new AtomicLong();

    GrowthBench(Path dir, int many, int rounds) {
        this.dir = dir;
        this.many = many;
        this.rounds = rounds;
    }

    /// What one size of the table costs.
    ///
    /// @param intakePerSecond durable single outputs per second
    /// @param nextTenMs the next ten reviews, median milliseconds
    /// @param drawMs 200 outputs by sampling key, median milliseconds
    private record Cost(double intakePerSecond, double nextTenMs, double drawMs) {}

    /// The two sizes take turns, so that a change of the machine's mood hits both.
    void run() throws IOException, InterruptedException {
        try (Stored warm = new Stored(dir.resolve("growth-warm.db"))) {
            warm.post(SECONDS_TO_WARM_UP);
            warm.measure();
        }
        try (Stored few = new Stored(dir.resolve("growth-few.db"));
                Stored lots = new Stored(dir.resolve("growth-many.db"))) {
            few.fill(FEW);
            lots.fill(many);
            List<Cost> costsOfFew = new ArrayList<>();
            List<Cost> costsOfMany = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                costsOfFew.add(few.measure());
                costsOfMany.add(lots.measure());
            }
            print(few.outputs(), costsOfFew);
            print(lots.outputs(), costsOfMany);
            System.out.printf(
                    "  slower by: intake %.2f, next ten reviews %.2f, draw of 200 %.2f  (each at most 1.50)%n",
                    ratio(costsOfFew, costsOfMany, Cost::intakePerSecond),
                    ratio(costsOfMany, costsOfFew, Cost::nextTenMs),
                    ratio(costsOfMany, costsOfFew, Cost::drawMs));
            long bytes = Files.size(dir.resolve("growth-many.db"));
            System.out.printf(
                    "  %.0f bytes on disk per output, %d of them its body%n",
                    (double) bytes / lots.outputs(), bodies.size());
        }
    }

    private static double ratio(List<Cost> over, List<Cost> under, ToDoubleFunction<Cost> figure) {
        return BenchCommand.median(IntStream.range(0, over.size())
                .mapToObj(i -> figure.applyAsDouble(over.get(i)) / figure.applyAsDouble(under.get(i)))
                .toList());
    }

    /// A backend and how full its database is.
    private final class Stored implements AutoCloseable {
        private final Backend backend;
        private final TouchstoneClient client;
        private final LoadGenerator load;
        private final Database database;

        Stored(Path file) {
            backend = BenchBackend.start(file, 256);
            String key = BenchBackend.key(backend);
            client = new TouchstoneClient(backend.url(), key);
            load = new LoadGenerator(backend.url(), "/v1/outputs", key, 64);
            database = Database.openAndMigrate(DatabaseConfig.sqlite(file));
        }

        long outputs() {
            return database.reader()
                    .withHandle(handle -> handle.createQuery("SELECT COALESCE(SUM(outputs), 0) FROM rollup")
                            .mapTo(Long.class)
                            .one());
        }

        Cost measure() throws InterruptedException {
            double perSecond = post(SECONDS_OF_INTAKE);
            double draw = database.reader().withHandle(handle -> medianMs(() -> draw(handle)));
            double nextTen = medianMs(
                    () -> client.reviews(ReviewQuery.OPEN.limit(10)).items().size());
            return new Cost(perSecond, nextTen, draw);
        }

        double post(double seconds) throws InterruptedException {
            return load.run(seconds, counter, n -> bodies.body(externalId(n), n))
                    .perSecond();
        }

        void fill(int target) {
            List<NewOutput> batch = new ArrayList<>(1000);
            for (int stored = 0; stored < target; stored += batch.size()) {
                batch.clear();
                for (int i = 0; i < 1000; i++) {
                    long n = counter.incrementAndGet();
                    batch.add(Json.read(bodies.body(externalId(n), n), NewOutput.class));
                }
                for (BatchLine line : client.postBatch(batch)) {
                    if (line.receipt() == null) {
                        throw new IllegalStateException("a line was refused: " + line.problem());
                    }
                }
                if (stored > 0 && stored % 100_000 == 0) {
                    System.err.printf("  %,d outputs stored%n", stored);
                }
            }
        }

        @Override
        public void close() {
            database.close();
            client.close();
            backend.close();
        }
    }

    private static String externalId(long n) {
        return "g-" + Long.toHexString(n * 0x9E3779B97F4A7C15L);
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

    private static void print(long outputs, List<Cost> costs) {
        System.out.printf(
                "  with %,9d outputs: intake %6.0f/s   next ten reviews %.2f ms   draw of 200 %.2f ms%n",
                outputs,
                BenchCommand.median(costs.stream().map(Cost::intakePerSecond).toList()),
                BenchCommand.median(costs.stream().map(Cost::nextTenMs).toList()),
                BenchCommand.median(costs.stream().map(Cost::drawMs).toList()));
    }
}

package dev.touchstone.lab.bench;

import dev.touchstone.api.client.ClientOptions;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.output.BatchLine;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.Backend;
import dev.touchstone.lab.bench.kit.BenchBackend;
import dev.touchstone.lab.bench.kit.LoadGenerator;
import dev.touchstone.lab.bench.kit.LoadGenerator.Result;
import dev.touchstone.lab.bench.kit.SampleBodies;
import dev.touchstone.sandbox.judge.MockAnswer;
import dev.touchstone.sandbox.judge.MockJudge;
import dev.touchstone.sandbox.judge.MockQuestion;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/// The judge against a mock that takes its time: how near it comes to as many judgments as that allows, what
/// waiting work costs in memory, and what a slow judge does to intake.
public final class JudgeBench {
    private static final Duration ANSWERS_IN = Duration.ofMillis(200);
    private static final Duration SLOW = Duration.ofSeconds(5);
    private static final int CONCURRENCY = 16;
    private static final int WAITING = 100_000;
    private static final int PER_BATCH = 1000;
    private static final int CONNECTIONS = 16;
    /// Of the outputs, in the measurement of intake.
    private static final String SHARE = "0.2";

    private final Path dir;
    private final double seconds;
    private final int rounds;
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong counter = new AtomicLong();
    private final SampleBodies bodies = new SampleBodies(new PipelineName(BenchBackend.PIPELINE));

    public JudgeBench(Path dir, double seconds, int rounds) {
        this.dir = dir;
        this.seconds = seconds;
        this.rounds = rounds;
    }

    void run() throws InterruptedException {
        throughput();
        intake();
    }

    private MockAnswer answer(MockQuestion question, Duration after) {
        answered.incrementAndGet();
        return new MockAnswer.Late(after, MockAnswer.of(question.verdict(0.9, "It is right.")));
    }

    private static Policy policy(String share) {
        return Json.read(
                "{\"strata\": {\"keys\": [\"category\"]}, \"reviewers\": {\"channel\": \"#bench\"},"
                        + " \"judge\": {\"share\": " + share + "}}",
                Policy.class);
    }

    private static Map<String, String> judgedBy(MockJudge mock) {
        return new HashMap<>(Map.of(
                "TOUCHSTONE_JUDGE__BASE_URL",
                mock.url(),
                "TOUCHSTONE_JUDGE__MODEL",
                MockJudge.MODEL,
                "TOUCHSTONE_JUDGE__WORKERS",
                String.valueOf(CONCURRENCY)));
    }

    private void throughput() throws InterruptedException {
        try (MockJudge mock = MockJudge.forgetful(question -> answer(question, ANSWERS_IN));
                Backend backend = BenchBackend.start(
                        dir.resolve("judge.db"), Map.of(BenchBackend.PIPELINE, policy("1")), judgedBy(mock));
                TouchstoneClient client =
                        new TouchstoneClient(backend.url(), BenchBackend.key(backend), ClientOptions.ONCE)) {
            post(client, PER_BATCH);
            // The first call builds the client, which takes half a second.
            untilAnswered(CONCURRENCY * 4L);
            double few = usedMegabytes();
            post(client, WAITING);
            double many = usedMegabytes();
            double ideal = CONCURRENCY * 1000.0 / ANSWERS_IN.toMillis();
            List<Double> rates = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                rates.add(rate());
            }
            double rate = BenchCommand.median(rates);
            System.out.printf(
                    "  %d calls at once, each answered in %d ms, %d outputs waiting%n",
                    CONCURRENCY, ANSWERS_IN.toMillis(), WAITING);
            System.out.printf("  judgments                         %.1f/s of %.1f/s%n", rate, ideal);
            System.out.printf("  judgments / ideal                 %.2f  (at least 0.90)%n", rate / ideal);
            System.out.printf(
                    "  heap with %6d waiting           %.0f MB, with %d %.0f MB%n", WAITING, many, PER_BATCH, few);
        }
    }

    private void post(TouchstoneClient client, int outputs) {
        for (int from = 0; from < outputs; from += PER_BATCH) {
            List<NewOutput> batch = new ArrayList<>(PER_BATCH);
            for (int i = 0; i < PER_BATCH; i++) {
                long n = counter.incrementAndGet();
                batch.add(Json.read(bodies.body("j-" + n, n), NewOutput.class));
            }
            for (BatchLine line : client.postBatch(batch)) {
                if (line.receipt() == null) {
                    throw new IllegalStateException("the benchmark's output was refused: " + line);
                }
            }
        }
    }

    private void untilAnswered(long count) throws InterruptedException {
        while (answered.get() < count) {
            Thread.sleep(20);
        }
    }

    private double rate() throws InterruptedException {
        long before = answered.get();
        long start = System.nanoTime();
        Thread.sleep((long) (seconds * 1000));
        return (answered.get() - before) / ((System.nanoTime() - start) / 1e9);
    }

    private static double usedMegabytes() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / 1048576.0;
    }

    /// The same policy, once without a judge and once with a slow one, in turns.
    private void intake() throws InterruptedException {
        try (MockJudge mock = MockJudge.forgetful(question -> answer(question, SLOW));
                Backend without = BenchBackend.start(
                        dir.resolve("unjudged.db"), Map.of(BenchBackend.PIPELINE, policy(SHARE)), Map.of());
                Backend with = BenchBackend.start(
                        dir.resolve("judged.db"), Map.of(BenchBackend.PIPELINE, policy(SHARE)), judgedBy(mock))) {
            LoadGenerator unjudged = load(without);
            LoadGenerator judged = load(with);
            post(unjudged);
            post(judged);
            List<Double> ratios = new ArrayList<>();
            List<Double> p99 = new ArrayList<>();
            List<Double> base = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                double alone = post(unjudged).p99Ms();
                double beside = post(judged).p99Ms();
                base.add(alone);
                p99.add(beside);
                ratios.add(beside / alone);
            }
            System.out.printf(
                    "  intake p99 without a judge        %.2f ms, with one that takes %d s and sees %s %.2f ms%n",
                    BenchCommand.median(base), SLOW.toSeconds(), SHARE, BenchCommand.median(p99));
            System.out.printf(
                    "  with / without                    %.2f  (at most 1.20)%n", BenchCommand.median(ratios));
        }
    }

    private static LoadGenerator load(Backend backend) {
        return new LoadGenerator(backend.url(), "/v1/outputs", BenchBackend.key(backend), CONNECTIONS);
    }

    private Result post(LoadGenerator load) throws InterruptedException {
        return load.run(seconds, counter, n -> bodies.body("e-" + Long.toHexString(n * 0x9E3779B97F4A7C15L), n));
    }
}

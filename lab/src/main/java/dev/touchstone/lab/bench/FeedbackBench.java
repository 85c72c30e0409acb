package dev.touchstone.lab.bench;

import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.feedback.NewFeedback;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.Backend;
import dev.touchstone.lab.bench.kit.BenchBackend;
import dev.touchstone.lab.bench.kit.Goal;
import dev.touchstone.lab.bench.kit.LoadGenerator;
import dev.touchstone.lab.bench.kit.LoadGenerator.Result;
import dev.touchstone.lab.bench.kit.SampleBodies;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// Durable intake of what users do against durable intake of outputs, by turns on one server: counting goes on in the
/// background meanwhile, as it does in life. Then the same once many events are stored, to see whether it stays so.
final class FeedbackBench {
    private static final int CONNECTIONS = 64;
    private static final int MEASUREMENTS_TO_WARM_UP = 3;
    private static final double LEAST = 0.5;

    private static final double MOST_SLOWER = 1.25;
    private static final int BATCH = 1_000;

    private final Path dir;
    private final int most;
    private final double seconds;
    private final int rounds;
    private final AtomicLong outputs = new AtomicLong();
    private final AtomicLong events = new AtomicLong();
    private final SampleBodies bodies = new SampleBodies(new PipelineName(BenchBackend.PIPELINE));

    /// @param most events that are stored before the last measurement
    FeedbackBench(Path dir, double seconds, int rounds, int most) {
        this.dir = dir;
        this.most = most;
        this.seconds = seconds;
        this.rounds = rounds;
    }

    void run() throws InterruptedException {
        try (Backend backend = BenchBackend.start(dir.resolve("feedback.db"), 256)) {
            String key = BenchBackend.key(backend);
            LoadGenerator posting = new LoadGenerator(backend.url(), "/v1/outputs", key, CONNECTIONS);
            LoadGenerator feeding = new LoadGenerator(backend.url(), "/v1/feedback", key, CONNECTIONS);
            Result warm = posting.run(seconds * MEASUREMENTS_TO_WARM_UP, outputs, this::output);
            Result warmToo = feeding.run(seconds * MEASUREMENTS_TO_WARM_UP, events, this::event);
            System.out.printf("  warmed up with %.0f/s and %.0f/s%n", warm.perSecond(), warmToo.perSecond());
            double few = growth(posting, feeding);
            long fewEvents = events.get();
            List<Double> ratios = new ArrayList<>();
            List<Double> posted = new ArrayList<>();
            List<Double> fed = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                posted.add(posting.run(seconds, outputs, this::output).perSecond());
                fed.add(feeding.run(seconds, events, this::event).perSecond());
                ratios.add(fed.getLast() / posted.getLast());
            }
            double ratio = BenchCommand.median(ratios);
            System.out.printf("  outputs                            %7.0f/s%n", BenchCommand.median(posted));
            System.out.printf("  events, %8d stored at the end   %7.0f/s%n", events.get(), BenchCommand.median(fed));
            System.out.printf("  feedback / outputs                 %.2f  %s%n", ratio, Goal.atLeast(LEAST, ratio));
            System.out.printf(
                    "  last round / first                 %.2f  (flat: about 1)%n", fed.getLast() / fed.getFirst());
            fill(backend.url(), key);
            double lots = growth(posting, feeding);
            System.out.printf(
                    "  the same ratio, with %,d and %,d events: %.2f and %.2f, slower by %.2f  %s%n",
                    fewEvents, events.get(), few, lots, few / lots, Goal.atMost(MOST_SLOWER, few / lots));
        }
    }

    /// Events over outputs, by turns.
    private double growth(LoadGenerator posting, LoadGenerator feeding) throws InterruptedException {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            double posted = posting.run(seconds, outputs, this::output).perSecond();
            ratios.add(feeding.run(seconds, events, this::event).perSecond() / posted);
        }
        return BenchCommand.median(ratios);
    }

    private void fill(String url, String key) {
        try (TouchstoneClient client = new TouchstoneClient(url, key)) {
            while (events.get() < most) {
                List<NewFeedback> batch = new ArrayList<>();
                for (int i = 0; i < BATCH; i++) {
                    batch.add(Json.read(event(events.incrementAndGet()), NewFeedback.class));
                }
                if (client.feedback(batch).stream().anyMatch(line -> line.receipt() == null)) {
                    throw new IllegalStateException("an event was refused");
                }
                if (events.get() % 100_000 < BATCH) {
                    System.err.printf("  %,d events stored%n", events.get());
                }
            }
        }
    }

    private static String name(long n) {
        return "e-" + Long.toHexString(n * 0x9E3779B97F4A7C15L);
    }

    private String output(long n) {
        return bodies.body(name(n), n);
    }

    private String event(long n) {
        long about = 1 + n % Math.max(1, outputs.get());
        return """
                {"pipeline": "%s", "event_id": "f-%s", "external_id": "%s", "actor": "user-%d", "kind": "%s"}
                """.formatted(
                        BenchBackend.PIPELINE, name(n), name(about), n % 10_000, n % 3 == 0 ? "regenerate" : "copy");
    }
}

package dev.touchstone.lab.bench;

import dev.touchstone.api.feedback.FeedbackKind;
import dev.touchstone.api.feedback.NewFeedback;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.wire.Json;
import dev.touchstone.lab.bench.SlackWatch.Seen;
import dev.touchstone.lab.bench.kit.Goal;
import dev.touchstone.lab.bench.kit.LoadGenerator;
import dev.touchstone.lab.bench.kit.SampleBodies;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/// From a user's complaint to the card, through the real backend, the real bot, and the sandbox over its real
/// WebSocket, while outputs and what users do with them are taken in as fast as two connections bring them.
final class AlertBench {
    private static final int ALERTS = 240;
    private static final int CONNECTIONS = 1;
    /// Complaints go to the others.
    private static final int LOADED = BenchSlack.CHANNELS - 1;
    /// A card later than this after the last one finds its channel idle.
    private static final long IDLE_MS = 1_200;

    private static final double MOST_MS = 5_000;
    private static final double LOAD_SECONDS = 2;

    private final Path dir;
    private final AtomicLong outputs = new AtomicLong();
    private final AtomicLong events = new AtomicLong();

    AlertBench(Path dir) {
        this.dir = dir;
    }

    void run() throws Exception {
        try (BenchSlack stage = new BenchSlack(dir)) {
            stage.startBot();
            alerts(stage, LOADED);
            AtomicBoolean stop = new AtomicBoolean();
            Thread posting = loading(stage.load("/v1/outputs", CONNECTIONS), outputs, stop, true);
            Thread feeding = loading(stage.load("/v1/feedback", CONNECTIONS), events, stop, false);
            long before = System.nanoTime();
            long taken = outputs.get() + events.get();
            List<Long> times = alerts(stage, ALERTS);
            double perSecond = (outputs.get() + events.get() - taken) / ((System.nanoTime() - before) / 1e9);
            stop.set(true);
            posting.join();
            feeding.join();
            double p95 = percentile(times, 0.95);
            System.out.printf("  taken in meanwhile                 %7.0f/s%n", perSecond);
            System.out.printf(
                    "  complaint to card                  p50 %7.0f ms   p95 %7.0f ms  (n=%d) %s%n",
                    percentile(times, 0.5), p95, times.size(), Goal.atMost(MOST_MS, p95));
        }
    }

    private static double percentile(List<Long> nanos, double share) {
        List<Long> sorted = new ArrayList<>(nanos);
        Collections.sort(sorted);
        return sorted.get((int) Math.ceil(share * sorted.size()) - 1) / 1e6;
    }

    private static Thread loading(LoadGenerator load, AtomicLong counter, AtomicBoolean stop, boolean posts) {
        SampleBodies bodies = new SampleBodies(new PipelineName(BenchSlack.pipeline(LOADED)));
        return Thread.ofPlatform().name("load").start(() -> {
            while (!stop.get()) {
                try {
                    load.run(LOAD_SECONDS, counter, n -> posts ? bodies.body("load-" + n, n % 11 + 1) : event(n));
                } catch (InterruptedException e) {
                    return;
                }
            }
        });
    }

    private static String event(long n) {
        return """
                {"pipeline": "%s", "event_id": "load-%d", "external_id": "load-%d", "actor": "user-%d", "kind": "copy"}
                """.formatted(BenchSlack.pipeline(LOADED), n, n, n % 10_000);
    }

    private static List<Long> alerts(BenchSlack stage, int number) throws InterruptedException {
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            int channel = i % LOADED;
            if (channel == 0) {
                Thread.sleep(IDLE_MS);
            }
            String pipeline = BenchSlack.pipeline(channel);
            String id = "alert-" + number + "-" + i;
            // Any but the twelfth of the sample bodies goes out without people.
            stage.client.post(Json.read(new SampleBodies(new PipelineName(pipeline)).body(id, 1), NewOutput.class));
            stage.watch.forget();
            long complained = System.nanoTime();
            stage.client.feedback(NewFeedback.of(pipeline, id, FeedbackKind.THUMB)
                    .eventId(id)
                    .actor("user-" + i)
                    .value("down")
                    .comment("That is wrong.")
                    .build());
            Seen card = stage.watch.take("chat.postMessage", exchange -> true);
            times.add(card.at() - complained);
        }
        return times;
    }
}

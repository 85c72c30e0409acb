package dev.touchstone.lab.bench;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.policy.DriftRules;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.drift.AlarmListener;
import dev.touchstone.backend.drift.Alarms;
import dev.touchstone.backend.drift.DriftWatch;
import dev.touchstone.backend.drift.action.AlarmActions;
import dev.touchstone.backend.drift.watch.AuditFact;
import dev.touchstone.backend.drift.watch.Watch;
import dev.touchstone.backend.drift.watch.WatchRules;
import dev.touchstone.backend.ledger.Ledger;
import dev.touchstone.backend.ledger.LedgerKeys;
import dev.touchstone.backend.outbox.Outbox;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.DatabaseConfig;
import dev.touchstone.backend.store.Ids;
import dev.touchstone.backend.store.Signals;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// What a review costs the drift detectors after few reviews and after many: in the detectors alone, and with
/// everything that is read and stored.
final class DriftBench {
    private static final int FEW = 1_000;
    private static final int MANY = 100_000;
    private static final int MEASURED = 2_000;
    private static final int STORED = 20;
    private static final int REPEATS = 30;
    private static final int WARM_UP = 10;
    private static final double RATE = 0.05;
    private static final Duration APART = Duration.ofMinutes(15);

    /// Longer than the outputs take, which are so far apart.
    private static final Duration LONG_AGO = APART.multipliedBy(2L * MANY);

    private final Path file;
    private final Instant end = Instant.ofEpochMilli(System.currentTimeMillis());

    DriftBench(Path dir) {
        this.file = dir.resolve("drift.db");
    }

    void run() {
        detectors();
        catchUp();
    }

    private void detectors() {
        Fold few = new Fold(FEW);
        Fold many = new Fold(MANY);
        List<Double> small = new ArrayList<>();
        List<Double> large = new ArrayList<>();
        for (int i = 0; i < REPEATS; i++) {
            small.add(BenchCommand.ms(() -> few.feed(MEASURED)) * 1000 / MEASURED);
            large.add(BenchCommand.ms(() -> many.feed(MEASURED)) * 1000 / MEASURED);
        }
        // Those measured first have been fed as well: the smaller one stays far below the larger.
        print("review, detectors alone", "us", median(small), median(large));
    }

    /// A pipeline of three attributes and a judge, without a database.
    private static final class Fold {
        private final Watch watch = Watch.start(WatchRules.of(Json.read("{\"floor\": 0.9}", DriftRules.class)));
        private final SplittableRandom random = new SplittableRandom(1);
        private long fed;

        Fold(int reviews) {
            feed(reviews);
        }

        int feed(int reviews) {
            for (int i = 0; i < reviews; i++) {
                boolean wrong = random.nextDouble() < RATE;
                Map<String, Boolean> attributes = Map.of("total", wrong, "date", false, "vendor", false);
                watch.next(new AuditFact(
                        new ReviewId("r"),
                        fed++ * APART.toMillis(),
                        "v1",
                        "all",
                        AuditFact.plain(true, false),
                        new AuditFact.Said(wrong, AuditFact.Speech.FULL, attributes),
                        null,
                        new AuditFact.Judged("jv", !wrong)));
            }
            return reviews;
        }
    }

    private void catchUp() {
        try (Database database = Database.openAndMigrate(DatabaseConfig.sqlite(file))) {
            Stored few = new Stored(database, new PipelineName("few"), FEW);
            Stored many = new Stored(database, new PipelineName("many"), MANY);
            List<Double> small = new ArrayList<>();
            List<Double> large = new ArrayList<>();
            for (int i = 0; i < REPEATS; i++) {
                small.add(few.next());
                large.add(many.next());
            }
            print("run with " + STORED + " new reviews", "ms", median(small), median(large));
        }
    }

    /// A pipeline whose reviews lie in the database.
    private final class Stored {
        private final Database database;
        private final PipelineName pipeline;
        private final DriftWatch watch;
        private final Pipeline policy;
        private int stored;

        Stored(Database database, PipelineName pipeline, int reviews) {
            this.database = database;
            this.pipeline = pipeline;
            InstantSource clock = InstantSource.system();
            Ledger ledger = new Ledger(database, clock, LedgerKeys.of(new byte[32]));
            Ids ids = new Ids(clock);
            Outbox outbox = new Outbox(database, ids, clock, new Signals(), ledger);
            Pipelines pipelines = new Pipelines(database, ledger, clock);
            pipelines.put(pipeline, Json.read("{\"audit_rate\": 1}", Policy.class), "bench", null);
            AlarmActions actions = new AlarmActions(database, ids, clock, ledger, outbox);
            Alarms alarms = new Alarms(database, ids, clock, ledger, outbox, pipelines, actions, AlarmListener.NONE);
            watch = new DriftWatch(database, pipelines, alarms, List::of, clock);
            policy = pipelines.require(pipeline);
            append(reviews);
            watch.catchUp(policy);
        }

        double next() {
            append(STORED);
            return BenchCommand.ms(() -> {
                watch.catchUp(policy);
                return STORED;
            });
        }

        private void append(int reviews) {
            Instant first = end.minus(LONG_AGO).plus(APART.multipliedBy(stored));
            AuditedReviews.append(database, pipeline, reviews, first, APART);
            stored += reviews;
        }
    }

    private static double median(List<Double> figures) {
        return BenchCommand.median(figures.subList(WARM_UP, figures.size()));
    }

    private static void print(String what, String unit, double few, double many) {
        System.out.printf(
                "  %-26s after %,d reviews %.2f %s, after %,d %.2f %s: %.2f times (at most 1.50)%n",
                what, FEW, few, unit, MANY, many, unit, many / few);
    }
}

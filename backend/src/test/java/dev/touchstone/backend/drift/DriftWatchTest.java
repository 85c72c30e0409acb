package dev.touchstone.backend.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.backend.drift.watch.Watch;
import dev.touchstone.backend.drift.watch.WatchRules;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Workbench;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

class DriftWatchTest {
    @EveryDatabase
    void aReviewWaitsForThoseThatArrivedBeforeItUntilTheyAreLongOverdue(Workbench bench) {
        Audited audited = new Audited(bench);
        List<ReviewId> reviews = audited.post(5);
        audited.decide(reviews.get(0), false);
        audited.decide(reviews.get(2), true);
        audited.decide(reviews.get(3), true);

        audited.look();
        assertThat(audited.taken()).isEqualTo(1);

        bench.clock.advance(Duration.ofHours(24).plus(Progress.GRACE));
        audited.look();
        assertThat(audited.taken()).isEqualTo(5);
        assertThat(fed(audited)).isEqualTo(3);
    }

    private static long fed(Audited audited) {
        return Watch.from(
                        audited.state(),
                        WatchRules.of(audited.pipeline().policy().drift()))
                .orElseThrow()
                .fed();
    }

    @EveryDatabase
    void aLateDecisionIsFedWhereItBelongs(Workbench bench) {
        Audited audited = new Audited(bench);
        List<ReviewId> reviews = audited.post(450);
        for (int i = 0; i < reviews.size(); i++) {
            if (i != 220) {
                audited.decide(reviews.get(i), i % 12 == 0);
            }
        }
        bench.clock.advance(Duration.ofDays(3));
        audited.look();
        String without = audited.state();
        assertThat(audited.taken()).isEqualTo(450);

        audited.decide(reviews.get(220), true);
        audited.look();

        assertThat(fed(audited)).isEqualTo(450);
        assertThat(audited.state()).isNotEqualTo(without).isEqualTo(audited.fromScratch());
    }

    @EveryDatabase
    void whateverBecomesOfDecisionsTheStateIsThatOfFeedingFromScratch(Workbench bench) {
        Audited audited = new Audited(bench);
        SplittableRandom random = new SplittableRandom(7);
        List<ReviewId> reviews = new ArrayList<>();
        Set<ReviewId> decided = new HashSet<>();
        for (int i = 0; i < 150; i++) {
            reviews.addAll(audited.post(random.nextInt(3)));
            for (int act = 0; act < 2 && !reviews.isEmpty(); act++) {
                ReviewId review = reviews.get(random.nextInt(reviews.size()));
                if (decided.add(review)) {
                    audited.decide(review, random.nextInt(10) == 0);
                } else {
                    audited.undo(review);
                    decided.remove(review);
                }
            }
            bench.clock.advance(Duration.ofMinutes(random.nextInt(300)));
            if (random.nextInt(4) == 0) {
                audited.look();
            }
        }
        audited.look();

        assertThat(audited.taken()).isGreaterThan(50);
        assertThat(audited.state()).isEqualTo(audited.fromScratch());
    }

    @EveryDatabase
    void whileADecisionIsTakenBackAlarmsStayAsTheyAre(Workbench bench) {
        Audited audited = new Audited(bench);
        List<ReviewId> before = audited.decided(40, 0);
        audited.decided(40, 8);
        audited.look();
        assertThat(audited.said()).containsExactly("floor open");

        audited.undo(before.get(10));
        audited.look();
        assertThat(audited.taken()).isEqualTo(10);
        assertThat(audited.said()).containsExactly("floor open");

        audited.decide(before.get(10), true);
        audited.look();
        assertThat(audited.taken()).isEqualTo(80);
        assertThat(audited.said()).containsExactly("floor open");
        assertThat(audited.told()).containsExactly("opened");
        assertThat(audited.state()).isEqualTo(audited.fromScratch());
    }

    @EveryDatabase
    void anAlarmWhoseDecisionsWereWrongIsOver(Workbench bench) {
        Audited audited = new Audited(bench);
        audited.decided(40, 0);
        List<ReviewId> wrong = audited.decided(40, 8);
        audited.look();
        for (ReviewId review : wrong) {
            audited.undo(review);
            audited.decide(review, false);
        }

        audited.look();

        assertThat(audited.said()).containsExactly("floor recovered");
        assertThat(audited.told()).containsExactly("opened", "recovered");
        assertThat(audited.reports
                        .detail(
                                audited.alarms
                                        .row(audited.all().getFirst().id())
                                        .orElseThrow(),
                                audited.pipeline())
                        .history()
                        .getLast()
                        .text())
                .contains("Decisions that had raised it were changed");
    }

    @EveryDatabase
    void aDamagedStateIsMadeAnewFromTheReviewsAndSomebodyIsTold(Workbench bench) {
        Audited audited = new Audited(bench);
        audited.decided(30, 1);
        audited.look();
        String whole = audited.state();
        bench.database
                .writer()
                .useHandle(handle -> handle.execute("UPDATE drift_watch SET state = REPLACE(state, '0', '1')"));

        audited.look();

        assertThat(audited.state()).isEqualTo(whole);
        assertThat(audited.said()).containsExactly("rebuilt open");
        audited.look();
        bench.clock.advance(Alarms.REBUILT_FOR);
        audited.look();
        assertThat(audited.told()).containsExactly("opened", "recovered");
    }

    @EveryDatabase
    void otherRulesHoldAsIfTheyAlwaysHad(Workbench bench) {
        Audited audited = new Audited(bench);
        audited.decided(60, 1);
        audited.look();
        assertThat(audited.said()).isEmpty();

        bench.pipeline(Audited.PIPELINE, Audited.FLOOR.replace("\"floor\": 0.9", "\"floor\": 0.99"));
        bench.clock.advance(Duration.ofSeconds(10));
        audited.look();

        assertThat(audited.said()).containsExactly("floor open");
        assertThat(audited.taken()).isEqualTo(60);
    }

    @EveryDatabase
    void onlyWhatChanceDrewIsFed(Workbench bench) {
        Audited audited = new Audited(bench, """
                {"audit_rate": 0.3, "confidence_threshold": 0.99, "drift": {"floor": 0.9}}
                """);
        int audits = 0;
        for (int i = 0; i < 60; i++) {
            var receipt = bench.post(NewOutput.text(Audited.PIPELINE, "low-" + i, "an answer")
                    .confidence(0.2)
                    .build());
            audited.decide(receipt.reviewId(), true);
            audits += receipt.reasons().contains(dev.touchstone.api.output.RouteReason.RANDOM_AUDIT) ? 1 : 0;
        }

        audited.look();

        assertThat(bench.count("review")).isEqualTo(60);
        assertThat(audits).isBetween(5, 40);
        assertThat(audited.taken()).isEqualTo(audits);
    }

    @EveryDatabase
    void aClockThatJumpsLosesNothing(Workbench bench) {
        Audited audited = new Audited(bench);
        audited.decided(10, 1);
        bench.clock.advance(Duration.ofHours(7));
        List<ReviewId> ahead = audited.decided(10, 1);
        audited.look();

        bench.clock.advance(Duration.ofHours(-7));
        audited.decided(10, 2);
        audited.undo(ahead.get(3));
        audited.decide(ahead.get(3), true);
        audited.look();
        // What came from the future waits for it.
        assertThat(audited.taken()).isEqualTo(20);

        bench.clock.advance(Duration.ofHours(8));
        audited.look();
        assertThat(audited.taken()).isEqualTo(30);
        assertThat(audited.state()).isEqualTo(audited.fromScratch());
    }

    @EveryDatabase
    void ofTwoNodesAtOnceOneRaisesTheAlarm(Workbench bench) throws Exception {
        Audited audited = new Audited(bench);
        audited.decided(40, 0);
        audited.decided(40, 8);
        bench.clock.advance(Duration.ofHours(1));

        try (Workbench other = new Workbench(bench.config);
                ExecutorService threads = Executors.newFixedThreadPool(4)) {
            other.clock.set(bench.clock.instant());
            Audited second = new Audited(other);
            List<Future<?>> runs = new ArrayList<>();
            for (Audited node : List.of(audited, second, audited, second)) {
                runs.add(threads.submit(node::look));
            }
            for (Future<?> run : runs) {
                run.get();
            }
        }
        audited.look();

        assertThat(audited.said()).containsExactly("floor open");
        assertThat(audited.told()).containsExactly("opened");
        assertThat(audited.taken()).isEqualTo(80);
        assertThat(bench.count("drift_fed")).isEqualTo(80);
    }

    @EveryDatabase
    void aNewPromptVersionIsWatchedByItself(Workbench bench) {
        Audited audited = new Audited(bench);
        audited.decided(40, 8);
        audited.look();
        audited.promptVersion = "v2";
        audited.decided(Watch.REPLACED_AFTER, 0);
        audited.look();

        assertThat(audited.said()).containsExactly("floor recovered");
        assertThat(audited.reports.of(audited.pipeline()).series())
                .filteredOn(series -> series.subject().version().equals("v2"))
                .singleElement()
                .satisfies(series -> assertThat(series.tally().reviewed()).isEqualTo(Watch.REPLACED_AFTER));
    }
}

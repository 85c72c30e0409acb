package dev.touchstone.backend.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.api.delivery.DeliveryKind;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.report.Digest;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.outbox.Leased;
import dev.touchstone.backend.refusal.Refused;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Workbench;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// How digests are kept and posted.
class DigestsTest {
    private static final IsoWeek WEEK = Desk.week("2026-W47");

    private static Desk desk(Workbench bench, String policy) {
        Desk desk = new Desk(bench);
        bench.clock.set(Instant.parse("2026-01-01T00:00:00Z"));
        bench.pipeline("p", policy);
        desk.decide(WEEK, 20, 1, 2);
        return desk;
    }

    private static List<Leased> digests(Desk desk) {
        return desk.deliveries().stream()
                .filter(delivery -> delivery.kind().equals(DeliveryKind.DIGEST.wire()))
                .toList();
    }

    @EveryDatabase
    void aDigestIsPostedOnceAndThenStaysAsItWas(Workbench bench) {
        Desk desk = desk(bench, Desk.POLICY);
        desk.atPosting(WEEK, "Europe/Berlin");

        Digest before = desk.digests.of(new PipelineName("p"), WEEK);
        Digest posted = desk.digests.post(new PipelineName("p"), WEEK);
        desk.leaveOpen(WEEK, 10);
        desk.atPosting(WEEK.plus(1), "Europe/Berlin");

        assertThat(posted.id()).isEqualTo(before.id());
        assertThat(desk.digests.post(new PipelineName("p"), WEEK)).isEqualTo(posted);
        assertThat(desk.digests.of(new PipelineName("p"), WEEK)).isEqualTo(posted);
        assertThat(desk.digests.find(posted.id())).contains(posted);
        assertThat(digests(desk)).singleElement().satisfies(delivery -> {
            assertThat(delivery.target()).isEqualTo("#owners");
            assertThat(delivery.subject()).isEqualTo(posted.id());
            assertThat(Json.read(delivery.payload().toString(), Digest.class)).isEqualTo(posted);
        });
    }

    @EveryDatabase
    void untilItIsPostedADigestFollowsWhatHappens(Workbench bench) {
        Desk desk = desk(bench, Desk.POLICY);

        Digest early = desk.digests.of(new PipelineName("p"), WEEK);
        desk.leaveOpen(WEEK, 10);
        Digest late = desk.digests.of(new PipelineName("p"), WEEK);

        assertThat(late.id()).isEqualTo(early.id());
        assertThat(late.sections().facts()).isNotEqualTo(early.sections().facts());
        assertThat(desk.digests.find(early.id())).contains(late);
        assertThat(bench.count("digest")).isEqualTo(1);
        assertThat(desk.written("digest")).isZero();
    }

    @EveryDatabase
    void manyAtOnceOnTwoNodesMakeOneRowAndOneDelivery(Workbench bench) throws Exception {
        Desk desk = desk(bench, Desk.POLICY);
        desk.atPosting(WEEK, "Europe/Berlin");
        List<Digest> answers = new ArrayList<>();

        try (Workbench other = new Workbench(bench.config);
                ExecutorService threads = Executors.newFixedThreadPool(8)) {
            other.clock.set(bench.clock.instant());
            Desk there = new Desk(other);
            CountDownLatch together = new CountDownLatch(8);
            List<Future<Digest>> runs = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                Desk node = i % 2 == 0 ? desk : there;
                boolean asks = i % 4 == 3;
                runs.add(threads.submit(() -> {
                    together.countDown();
                    together.await();
                    return asks
                            ? node.digests.of(new PipelineName("p"), WEEK)
                            : node.digests.post(new PipelineName("p"), WEEK);
                }));
            }
            for (Future<Digest> run : runs) {
                answers.add(run.get());
            }
        }

        assertThat(answers).extracting(Digest::id).containsOnly(WeeklyDigest.id(new PipelineName("p"), WEEK));
        assertThat(bench.count("digest")).isEqualTo(1);
        assertThat(desk.written("digest")).isEqualTo(1);
        Digest stored =
                desk.digests.find(WeeklyDigest.id(new PipelineName("p"), WEEK)).orElseThrow();
        assertThat(digests(desk))
                .singleElement()
                .satisfies(delivery -> assertThat(Json.read(delivery.payload().toString(), Digest.class))
                        .isEqualTo(stored));
    }

    @EveryDatabase
    void aWeekThatIsNotOverIsNotPosted(Workbench bench) {
        Desk desk = desk(bench, Desk.POLICY);
        bench.clock.set(WEEK.end(ZoneId.of("Europe/Berlin")).minusMillis(1));

        assertRefused(desk, "week-not-over");

        bench.clock.advance(Duration.ofMillis(1));
        desk.digests.post(new PipelineName("p"), WEEK);
        assertThat(desk.written("digest")).isEqualTo(1);
    }

    @EveryDatabase
    void withoutAChannelNothingIsPostedAndTheReviewersChannelServes(Workbench bench) {
        Desk desk = desk(bench, "{\"audit_rate\": 1}");
        desk.atPosting(WEEK, "UTC");

        assertRefused(desk, "no-channel");
        assertThat(bench.count("digest")).isZero();

        bench.pipeline("p", "{\"audit_rate\": 1, \"reviewers\": {\"channel\": \"#reviews\"}}");
        desk.digests.post(new PipelineName("p"), WEEK);
        assertThat(digests(desk))
                .singleElement()
                .satisfies(delivery -> assertThat(delivery.target()).isEqualTo("#reviews"));
    }

    private static void assertRefused(Desk desk, String code) {
        assertThatThrownBy(() -> desk.digests.post(new PipelineName("p"), WEEK))
                .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}

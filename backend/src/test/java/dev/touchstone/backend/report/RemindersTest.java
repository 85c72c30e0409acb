package dev.touchstone.backend.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.delivery.DeliveryKind;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.report.Reminder;
import dev.touchstone.api.review.ClaimRequest;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.backend.outbox.Leased;
import dev.touchstone.backend.store.Dialect;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Workbench;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Who is reminded of what, and how often.
class RemindersTest {
    private static final String POLICY = """
            {"audit_rate": 1, "review_sla": "5h", "digest": {"zone": "Europe/Berlin"},
             "reminders": {"before": "1h", "escalate_after": "4h", "escalate_to": "#leads"}}
            """;
    private static final Instant START = Instant.parse("2026-11-18T08:00:00Z");

    private static Desk desk(Workbench bench) {
        bench.clock.set(START);
        bench.pipeline("p", POLICY);
        return new Desk(bench);
    }

    private static ReviewId claimed(Desk desk, Reviewer reviewer) {
        ReviewId review = desk.post(output -> output);
        desk.bench.queue.claim(
                review, new ClaimRequest(reviewer, Duration.ofHours(24), Reviewer.of(new ReviewerId("lead"))));
        return review;
    }

    private static List<Leased> reminders(Desk desk) {
        return desk.deliveries().stream()
                .filter(delivery -> delivery.kind().equals(DeliveryKind.REMINDER.wire()))
                .toList();
    }

    private static Reminder payload(Leased delivery) {
        return Json.read(delivery.payload().toString(), Reminder.class);
    }

    @EveryDatabase
    void aReviewerIsRemindedOnceADayOfWhatIsNearlyDue(Workbench bench) {
        Desk desk = desk(bench);
        ReviewId first = claimed(desk, Desk.ANN);
        bench.clock.advance(Duration.ofMinutes(10));
        ReviewId second = claimed(desk, Desk.ANN);
        desk.post(output -> output);
        bench.clock.set(START.plus(Duration.ofHours(4)).minusMillis(1));
        int early = desk.reminders.remind();
        bench.clock.set(START.plus(Duration.ofMinutes(250)));

        int sent = desk.reminders.remind();
        int again = desk.reminders.remind();

        assertThat(List.of(early, sent, again)).containsExactly(0, 1, 0);
        assertThat(reminders(desk)).singleElement().satisfies(delivery -> {
            assertThat(delivery.target()).isEqualTo("slack:U0ANN");
            Reminder reminder = payload(delivery);
            assertThat(reminder.reviewer()).isEqualTo(Desk.ANN);
            assertThat(reminder.pipeline()).isEqualTo(new PipelineName("p"));
            assertThat(reminder.total()).isEqualTo(2);
            assertThat(reminder.reviews()).extracting(Reminder.Due::review).containsExactly(first, second);
            assertThat(reminder.reviews().getFirst().dueAt()).isEqualTo(START.plus(Duration.ofHours(5)));
        });
    }

    @EveryDatabase
    void theNextDayBeginsInTheDigestsZone(Workbench bench) {
        Desk desk = desk(bench);
        bench.clock.set(Instant.parse("2026-11-18T20:00:00Z"));
        claimed(desk, Desk.ANN);
        bench.clock.set(Instant.parse("2026-11-18T22:59:59Z"));
        bench.pipeline("p", POLICY.replace("\"1h\"", "\"4h\""));

        int today = desk.reminders.remind();
        bench.clock.set(Instant.parse("2026-11-18T23:00:00Z"));
        int tomorrow = desk.reminders.remind();

        assertThat(List.of(today, tomorrow)).containsExactly(1, 1);
    }

    @EveryDatabase
    void whoHoldsNothingAnyMoreHearsNothing(Workbench bench) {
        Desk desk = desk(bench);
        String decided = claimed(desk, Desk.ANN).value();
        bench.decisions.decide(new ReviewId(decided), NewDecision.approve(Desk.ANN, 0, null), null);
        bench.queue.handBack(claimed(desk, Desk.BOB), Desk.BOB);
        ReviewId lapsed = desk.post(output -> output);
        bench.queue.claim(
                lapsed, new ClaimRequest(Reviewer.of(new ReviewerId("slack:U0CYD")), Duration.ofMinutes(10), null));
        bench.clock.set(START.plus(Duration.ofMinutes(270)));

        assertThat(desk.reminders.remind()).isZero();
    }

    @EveryDatabase
    void ofTwoPipelinesAReviewerHearsOfTheMoreUrgent(Workbench bench) {
        Desk desk = desk(bench);
        bench.pipeline("urgent", POLICY.replace("5h", "1h"));
        claimed(desk, Desk.ANN);
        ReviewId urgent = desk.bench.openReview(new PipelineName("urgent"), "e1");
        bench.queue.claim(
                urgent, new ClaimRequest(Desk.ANN, Duration.ofHours(24), Reviewer.of(new ReviewerId("lead"))));
        bench.clock.set(START.plus(Duration.ofMinutes(250)));

        assertThat(desk.reminders.remind()).isEqualTo(1);
        assertThat(reminders(desk))
                .singleElement()
                .satisfies(delivery -> assertThat(payload(delivery).reviews())
                        .extracting(Reminder.Due::review)
                        .containsExactly(urgent));
    }

    @EveryDatabase
    void whatIsLongOverdueIsEscalatedOnceADayForThePipeline(Workbench bench) {
        Desk desk = desk(bench);
        for (int i = 0; i < 12; i++) {
            desk.post(output -> output);
        }
        bench.clock.set(START.plus(Duration.ofHours(9)));
        int early = desk.reminders.remind();
        bench.clock.advance(Duration.ofMillis(1));

        int sent = desk.reminders.remind();
        int again = desk.reminders.remind();

        assertThat(List.of(early, sent, again)).containsExactly(0, 1, 0);
        assertThat(reminders(desk)).singleElement().satisfies(delivery -> {
            assertThat(delivery.target()).isEqualTo("#leads");
            Reminder reminder = payload(delivery);
            assertThat(reminder.reviewer()).isNull();
            assertThat(reminder.total()).isEqualTo(12);
            assertThat(reminder.reviews()).hasSize(10);
        });
        bench.clock.advance(Duration.ofDays(1));
        assertThat(desk.reminders.remind()).isEqualTo(1);
    }

    @EveryDatabase
    void withoutRulesNobodyHears(Workbench bench) {
        Desk desk = desk(bench);
        bench.pipeline("p", "{\"audit_rate\": 1, \"review_sla\": \"5h\"}");
        claimed(desk, Desk.ANN);
        bench.clock.advance(Duration.ofDays(1));

        assertThat(desk.reminders.remind()).isZero();
    }

    @EveryDatabase
    void aClockThatJumpsBackRemindsNobodyAgain(Workbench bench) {
        Desk desk = desk(bench);
        claimed(desk, Desk.ANN);
        bench.clock.set(START.plus(Duration.ofMinutes(270)));
        int sent = desk.reminders.remind();
        bench.clock.advance(Duration.ofMinutes(-20));
        int back = desk.reminders.remind();
        bench.clock.advance(Duration.ofMinutes(40));

        assertThat(List.of(sent, back, desk.reminders.remind())).containsExactly(1, 0, 0);
    }

    @EveryDatabase
    void twoNodesAtOnceRemindOnce(Workbench bench) throws Exception {
        Desk desk = desk(bench);
        claimed(desk, Desk.ANN);
        bench.clock.set(START.plus(Duration.ofHours(10)));
        int sent = 0;
        try (Workbench other = new Workbench(bench.config);
                ExecutorService threads = Executors.newFixedThreadPool(6)) {
            other.clock.set(bench.clock.instant());
            Desk there = new Desk(other);
            List<Future<Integer>> runs = new ArrayList<>();
            for (Desk node : List.of(desk, there, desk, there, desk, there)) {
                runs.add(threads.submit(() -> node.reminders.remind()));
            }
            for (Future<Integer> run : runs) {
                sent += run.get();
            }
        }

        // One to the reviewer, one to the escalation channel.
        assertThat(sent).isEqualTo(2);
        assertThat(desk.written("reminder")).isEqualTo(2);
    }

    @EveryDatabase
    void whatWasSentIsForgottenAfterAMonth(Workbench bench) {
        Desk desk = desk(bench);
        desk.post(output -> output);
        for (int day = 1; day <= 40; day++) {
            bench.clock.set(START.plus(Duration.ofDays(day)));
            desk.reminders.remind();
        }

        assertThat(desk.written("reminder")).isEqualTo(40);
        assertThat(bench.count("reminder_sent")).isLessThan(33);
    }

    /// A plan that scans would cost what the queue is, on every run.
    @EveryDatabase
    void dueReviewsAreFoundByTheirIndexes(Workbench bench) {
        String held = "SELECT id FROM review WHERE pipeline = 'p' AND state = 'open' AND claimed_by IS NOT NULL"
                + " AND due_at_ms <= 5 AND lease_until_ms > 5 ORDER BY due_at_ms, id";
        String overdue = "SELECT COUNT(*) FROM review WHERE pipeline = 'p' AND state = 'open' AND due_at_ms < 5";
        desk(bench).post(output -> output);
        fill(bench, 2_000);

        assertThat(plan(bench, held)).contains("review_claimed");
        assertThat(plan(bench, overdue)).contains("review_pipeline_queue");
    }

    /// Of an empty table every index is as good as another.
    private static void fill(Workbench bench, int times) {
        bench.database.writer().useHandle(handle -> {
            handle.execute("""
                    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)
                    INSERT INTO review (id, output_id, pipeline, hour, policy_version, stratum, model, prompt_version,
                        confidence, u, pi, audit_rate, reasons, blind, calm, created_at_ms, due_at_ms, state, revision,
                        carded)
                    SELECT r.id || '-' || n.i, r.output_id, r.pipeline, r.hour, r.policy_version, r.stratum, r.model,
                        r.prompt_version, r.confidence, r.u, r.pi, r.audit_rate, r.reasons, r.blind, r.calm,
                        r.created_at_ms + n.i * 1000, r.due_at_ms + n.i * 1000, r.state, r.revision, r.carded
                    FROM review r, n
                    """.formatted(times));
            handle.execute("ANALYZE");
        });
    }

    private static String plan(Workbench bench, String query) {
        boolean sqlite = bench.database.dialect() == Dialect.SQLITE;
        return bench.database.writer().withHandle(handle -> {
            if (!sqlite) {
                // A small table is always scanned otherwise.
                handle.execute("SET enable_seqscan = off");
            }
            return String.join(
                    "\n",
                    handle.createQuery((sqlite ? "EXPLAIN QUERY PLAN " : "EXPLAIN ") + query)
                            .map((row, context) -> row.getString(sqlite ? 4 : 1))
                            .list());
        });
    }
}

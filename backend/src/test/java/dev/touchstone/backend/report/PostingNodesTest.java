package dev.touchstone.backend.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.backend.schedule.Schedule;
import dev.touchstone.backend.schedule.Task;
import dev.touchstone.backend.testing.Eventually;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.TestDatabases;
import dev.touchstone.backend.testing.Workbench;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Several nodes post, and some of them die while they do.
class PostingNodesTest {
    private static final IsoWeek WEEK = Desk.week("2026-W47");

    private static Desk desk(Workbench bench) {
        Desk desk = new Desk(bench);
        bench.clock.set(Instant.parse("2026-11-09T00:00:00Z"));
        bench.pipeline("p", Desk.POLICY);
        desk.decide(WEEK, 5, 0, 1);
        desk.atPosting(WEEK.plus(-1), "Europe/Berlin");
        desk.digests.post(new PipelineName("p"), WEEK.plus(-1));
        desk.atPosting(WEEK, "Europe/Berlin");
        return desk;
    }

    /// From now on the connection that writes a delivery is cut: after the digest's row, before the commit.
    private static void cutWhoeverWritesADelivery(Workbench bench) {
        bench.database.writer().useHandle(handle -> {
            handle.execute("CREATE FUNCTION cut() RETURNS trigger AS 'BEGIN PERFORM"
                    + " pg_terminate_backend(pg_backend_pid()); RETURN NEW; END' LANGUAGE plpgsql");
            handle.execute("CREATE TRIGGER cut BEFORE INSERT ON delivery FOR EACH ROW EXECUTE FUNCTION cut()");
        });
    }

    private static Schedule everySecond(Workbench node, Runnable work) {
        return new Schedule(node.database, List.of(new Task("digests", "* * * * * ?", ZoneOffset.UTC, work)));
    }

    @Test
    void aNodeThatDiesBetweenTheDigestAndItsDeliveryLeavesNothingAndAnotherPosts() {
        try (Workbench dying = new Workbench(TestDatabases.newPostgres());
                Workbench other = new Workbench(dying.config)) {
            Desk here = desk(dying);
            other.clock.set(dying.clock.instant());
            cutWhoeverWritesADelivery(dying);

            assertThatThrownBy(() -> here.digests.post(new PipelineName("p"), WEEK))
                    .isInstanceOf(RuntimeException.class);

            assertThat(other.count("digest WHERE week = '2026-W47'")).isZero();
            assertThat(here.written("digest")).isEqualTo(1);

            other.database.writer().useHandle(handle -> handle.execute("DROP TRIGGER cut ON delivery"));
            assertThat(new Desk(other).posts.catchUp()).isEqualTo(1);
            assertThat(here.posts.catchUp()).isZero();
            assertThat(here.written("digest")).isEqualTo(2);
        }
    }

    @Test
    void theOtherNodesScheduleTakesOverWhatADeadOneLeft() {
        AtomicInteger died = new AtomicInteger();
        try (Workbench dying = new Workbench(TestDatabases.newPostgres());
                Workbench other = new Workbench(dying.config)) {
            Desk here = desk(dying);
            Desk there = new Desk(other);
            other.clock.set(dying.clock.instant());
            cutWhoeverWritesADelivery(dying);
            try (Schedule second = everySecond(other, there.posts::catchUp)) {
                try (Schedule first = everySecond(dying, () -> {
                    here.posts.catchUp();
                    died.incrementAndGet();
                })) {
                    first.start();
                    Eventually.within(Duration.ofSeconds(60), "the first has died in mid-job", () -> died.get() >= 1);
                    assertThat(other.count("digest WHERE week = '2026-W47'")).isZero();
                    second.start();
                }
                // The first is gone for good: its triggers are the second's now.
                other.database.writer().useHandle(handle -> handle.execute("DROP TRIGGER cut ON delivery"));
                Eventually.within(
                        Duration.ofSeconds(60), "posted", () -> other.count("digest WHERE week = '2026-W47'") == 1);
            }
            assertThat(there.written("digest")).isEqualTo(2);
        }
    }

    @EveryDatabase
    void twoNodesThatBothComeAtTheSameTimePostOnce(Workbench bench) {
        Desk desk = desk(bench);
        AtomicInteger runs = new AtomicInteger();
        try (Workbench other = new Workbench(bench.config)) {
            Desk there = new Desk(other);
            other.clock.set(bench.clock.instant());
            try (Schedule first = everySecond(bench, () -> run(desk, runs));
                    Schedule second = everySecond(other, () -> run(there, runs))) {
                first.start();
                second.start();
                Eventually.within(Duration.ofSeconds(60), "posted", () -> bench.count("digest") == 2);
                int before = runs.get();
                Eventually.within(Duration.ofSeconds(60), "went on", () -> runs.get() >= before + 3);
            }
        }

        assertThat(desk.written("digest")).isEqualTo(2);
    }

    private static void run(Desk desk, AtomicInteger runs) {
        runs.incrementAndGet();
        desk.posts.catchUp();
    }
}

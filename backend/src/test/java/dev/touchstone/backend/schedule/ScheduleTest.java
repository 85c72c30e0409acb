package dev.touchstone.backend.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.backend.store.Dialect;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Workbench;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

class ScheduleTest {
    private static final String DAILY =
            "{\"audit_rate\": 0.05, \"samples\": [{\"name\": \"audit\", \"schedule\": \"daily\", \"size\": 10}]}";
    private static final String EVERY_SECOND = "* * * * * ?";
    private static final String NEVER_SOON = "0 0 0 1 1 ? 2099";

    private static Schedule schedule(Workbench bench, String cron, Runnable work) {
        return new Schedule(bench.database, List.of(new Task("task", cron, ZoneOffset.UTC, work)));
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            Thread.sleep(20);
        }
    }

    @EveryDatabase
    void aTaskRunsOnceAtTheStart(Workbench bench) throws Exception {
        AtomicInteger runs = new AtomicInteger();
        try (Schedule schedule = schedule(bench, NEVER_SOON, runs::incrementAndGet)) {
            schedule.start();

            await(() -> runs.get() > 0);
        }

        assertThat(runs).hasValue(1);
    }

    @EveryDatabase
    void aTaskThatFailsRunsAgain(Workbench bench) throws Exception {
        AtomicInteger runs = new AtomicInteger();
        Runnable failing = () -> {
            runs.incrementAndGet();
            throw new IllegalStateException("on purpose");
        };
        try (Schedule schedule = schedule(bench, EVERY_SECOND, failing)) {
            schedule.start();

            await(() -> runs.get() >= 3);
        }
    }

    @EveryDatabase
    void aPlanFiresAndDrawsItsPeriods(Workbench bench) throws Exception {
        bench.pipeline("p", DAILY);
        try (Schedule schedule = schedule(bench, EVERY_SECOND, bench.plans::catchUp)) {
            schedule.start();
            bench.clock.advance(Duration.ofDays(1));
            await(() -> bench.count("sample") == 1);
            bench.clock.advance(Duration.ofDays(1));
            await(() -> bench.count("sample") == 2);
        }
    }

    /// A trigger put anew forgets which of its times it has had, so that the last one comes again.
    @EveryDatabase
    void aNodeThatStartsLeavesTheTimesThatOthersShareAloneUntilOneChanges(Workbench bench) throws Exception {
        if (bench.database.dialect() == Dialect.SQLITE) {
            return;
        }
        AtomicInteger runs = new AtomicInteger();
        try (Workbench other = new Workbench(bench.config);
                Schedule here = schedule(bench, EVERY_SECOND, runs::incrementAndGet);
                Schedule there = schedule(other, EVERY_SECOND, runs::incrementAndGet);
                Schedule changed = schedule(other, NEVER_SOON, runs::incrementAndGet)) {
            here.start();
            await(() -> runs.get() >= 2);
            long put = startOf(bench);
            // The scheduler keeps whole seconds.
            await(() -> System.currentTimeMillis() > put + 2_000);

            there.start();
            assertThat(startOf(bench)).isEqualTo(put);

            changed.start();
            assertThat(startOf(bench)).isGreaterThan(put);
        }
    }

    /// When the trigger was put, in epoch milliseconds.
    private static long startOf(Workbench bench) {
        return bench.database
                .reader()
                .withHandle(
                        handle -> handle.createQuery("SELECT start_time FROM qrtz_triggers WHERE trigger_name = 'task'")
                                .mapTo(Long.class)
                                .one());
    }

    @EveryDatabase
    void twoNodesDrawAPeriodOnceAndShareTheirTimes(Workbench bench) throws Exception {
        bench.pipeline("p", DAILY);
        AtomicInteger runs = new AtomicInteger();
        try (Workbench other = new Workbench(bench.config);
                Schedule here = schedule(bench, EVERY_SECOND, () -> run(bench, runs));
                Schedule there = schedule(other, EVERY_SECOND, () -> run(other, runs))) {
            here.start();
            there.start();
            bench.clock.advance(Duration.ofDays(3));
            other.clock.advance(Duration.ofDays(3));
            await(() -> bench.count("sample") == 3);
            long before = runs.get();
            await(() -> runs.get() >= before + 3);
            if (bench.database.dialect() == Dialect.POSTGRESQL) {
                assertThat(bench.count("qrtz_triggers WHERE trigger_name = 'task'"))
                        .isEqualTo(1);
                assertThat(bench.count("qrtz_scheduler_state")).isEqualTo(2);
            }
        }

        assertThat(bench.samples.find(bench.database
                        .reader()
                        .withHandle(handle -> handle.createQuery("SELECT MIN(id) FROM sample")
                                .mapTo(String.class)
                                .one())))
                .get()
                .extracting(each -> each.occasion().plan())
                .isEqualTo("audit");
        assertThat(bench.count("sample")).isEqualTo(3);
    }

    private static void run(Workbench node, AtomicInteger runs) {
        runs.incrementAndGet();
        node.plans.catchUp();
    }
}

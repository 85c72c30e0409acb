package dev.touchstone.backend.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.delivery.DeliveryKind;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.backend.testing.Eventually;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.HeldReaders;
import dev.touchstone.backend.testing.Statements;
import dev.touchstone.backend.testing.Workbench;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Long polls for deliveries, by the hundred.
class LeaseWaitTest {
    private static final WorkKind LOOSE = WorkKind.loose("test", "work");
    private static final Duration LONG = Duration.ofSeconds(55);
    private static final Duration LEASE = Duration.ofSeconds(60);

    @EveryDatabase
    void twoThousandWhoWaitAskNothingAndEachGetsItsDelivery(Workbench bench) throws Exception {
        int waiters = 2_000;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<Leased>>> waits = wait(bench, threads, waiters);
            Statements statements = Statements.of(bench.database);

            Thread.sleep(3_500);

            // One look a second for the whole line where others may write; never where nobody else does.
            long looks = bench.database.dialect().oneProcess() ? 0 : 5;
            assertThat(statements.count()).isLessThanOrEqualTo(looks);
            assertThat(waits).noneMatch(Future::isDone);

            int written = 200;
            write(bench, written);
            Eventually.within(
                    Duration.ofSeconds(40),
                    "each delivery is handed out",
                    () -> waits.stream().filter(Future::isDone).count() == written);
            Set<String> ids = new HashSet<>();
            for (Future<List<Leased>> wait : waits) {
                if (wait.isDone()) {
                    wait.get().forEach(leased -> ids.add(leased.id()));
                }
            }
            assertThat(ids).hasSize(written);
            bench.signals.close();
        }
    }

    @EveryDatabase
    void aDatabaseThatHangsForAWhileEndsNoWait(Workbench bench) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<Leased>>> waits = wait(bench, threads, 50);
            boolean ownWriter = bench.database.dialect().oneProcess();
            int readers = bench.config.readers() + (ownWriter ? 0 : 4);
            try (HeldReaders held = new HeldReaders(bench.database, readers)) {
                if (ownWriter) {
                    write(bench, 50);
                }
                Thread.sleep(HeldReaders.PATIENCE_MS);
                assertThat(held).isNotNull();
            }
            assertThat(waits).noneMatch(Future::isDone);
            if (!ownWriter) {
                write(bench, 50);
            }
            for (Future<List<Leased>> wait : waits) {
                assertThat(wait)
                        .succeedsWithin(Duration.ofSeconds(20))
                        .satisfies(leased -> assertThat(leased).hasSize(1));
            }
        }
    }

    @EveryDatabase
    void whoWaitsIsWokenWhenAJobFallsDueAndWhenALeaseEnds(Workbench bench) throws Exception {
        write(bench, 1);
        bench.database
                .writer()
                .useTransaction(tx -> bench.outbox.write(
                        tx, new Job.ForChannel(DeliveryKind.NOTICE, new PipelineName("p"), "#lane", "s", Map.of())));
        Leased loose =
                bench.outbox.lease(LOOSE, "dies", 1, Duration.ZERO, LEASE).getFirst();
        Leased laned =
                bench.outbox.leaseForChannels("dies", 1, Duration.ZERO, LEASE).getFirst();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<List<Leased>> work = threads.submit(() -> bench.outbox.lease(LOOSE, "lives", 1, LONG, LEASE));
            Future<List<Leased>> cards = threads.submit(() -> bench.outbox.leaseForChannels("lives", 1, LONG, LEASE));
            Thread.sleep(1_200);
            assertThat(work).isNotDone();
            assertThat(cards).isNotDone();

            bench.clock.advance(LEASE);

            assertThat(work)
                    .succeedsWithin(Duration.ofSeconds(10))
                    .satisfies(again -> assertThat(again).extracting(Leased::id).containsExactly(loose.id()));
            assertThat(cards)
                    .succeedsWithin(Duration.ofSeconds(10))
                    .satisfies(again -> assertThat(again).extracting(Leased::id).containsExactly(laned.id()));

            Leased second = work.get().getFirst();
            bench.outbox.acknowledge(second.id(), second.retry("later", Duration.ofSeconds(30)));
            Future<List<Leased>> later = threads.submit(() -> bench.outbox.lease(LOOSE, "lives", 1, LONG, LEASE));
            Thread.sleep(1_200);
            assertThat(later).isNotDone();
            bench.clock.advance(Duration.ofSeconds(30));
            assertThat(later)
                    .succeedsWithin(Duration.ofSeconds(10))
                    .satisfies(again -> assertThat(again).hasSize(1));
        }
    }

    private static List<Future<List<Leased>>> wait(Workbench bench, ExecutorService threads, int waiters) {
        List<Future<List<Leased>>> waits = new ArrayList<>();
        for (int i = 0; i < waiters; i++) {
            waits.add(threads.submit(() -> bench.outbox.lease(LOOSE, "test", 1, LONG, LEASE)));
        }
        Eventually.within(Duration.ofSeconds(50), "all stand in line", () -> bench.outbox.waitingForWork() == waiters);
        return waits;
    }

    private static void write(Workbench bench, int jobs) {
        bench.database.writer().useTransaction(tx -> {
            for (int i = 0; i < jobs; i++) {
                bench.outbox.write(tx, Job.Work.about(LOOSE, new PipelineName("p"), "s" + i));
            }
        });
    }
}

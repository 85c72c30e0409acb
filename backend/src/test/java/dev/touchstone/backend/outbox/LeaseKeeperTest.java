package dev.touchstone.backend.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.backend.testing.Eventually;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Workbench;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

class LeaseKeeperTest {
    private static final WorkKind KIND = WorkKind.loose("test", "work");
    private static final Duration LEASE = Duration.ofMillis(600);

    @EveryDatabase
    void workThatTakesManyTimesItsLeaseIsDoneOnceAndItsEndCounts(Workbench bench) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (OutboxWorkers workers = new OutboxWorkers(
                bench.outbox, KIND, 1, Duration.ofMinutes(1), LEASE, () -> Integer.MAX_VALUE, delivery -> {
                    begun.countDown();
                    awaitQuietly(goOn);
                    bench.outbox.acknowledge(delivery.id(), delivery.done());
                })) {
            workers.start();
            bench.database
                    .writer()
                    .useTransaction(tx -> bench.outbox.write(tx, Job.Work.about(KIND, new PipelineName("p"), "s")));
            begun.await();

            for (int i = 0; i < 10; i++) {
                bench.clock.advance(LEASE.dividedBy(2));
                Eventually.within(
                        Duration.ofSeconds(20),
                        "the lease is renewed",
                        () -> leaseUntil(bench)
                                == bench.clock.instant().plus(LEASE).toEpochMilli());
            }
            assertThat(bench.outbox.lease(KIND, "another", 1, Duration.ZERO, LEASE))
                    .isEmpty();

            goOn.countDown();
            Eventually.within(Duration.ofSeconds(20), "it is done", () -> bench.outbox.waiting() == 0);
            assertThat(bench.count("delivery WHERE state = 'done' AND attempts = 1"))
                    .isEqualTo(1);
        }
    }

    @EveryDatabase
    void whatAnotherHasTakenIsNotRenewed(Workbench bench) {
        bench.database
                .writer()
                .useTransaction(tx -> bench.outbox.write(tx, Job.Work.about(KIND, new PipelineName("p"), "s")));
        Leased first = bench.outbox.lease(KIND, "slow", 1, Duration.ZERO, LEASE).getFirst();
        bench.clock.advance(LEASE);
        // Late, and nobody has taken it yet.
        assertThat(bench.outbox.renew(java.util.Map.of(first.id(), first.attempt()), LEASE))
                .containsExactly(first.id());

        bench.clock.advance(LEASE);
        Leased second =
                bench.outbox.lease(KIND, "quick", 1, Duration.ZERO, LEASE).getFirst();

        assertThat(bench.outbox.renew(java.util.Map.of(first.id(), first.attempt()), LEASE))
                .isEmpty();
        assertThat(bench.outbox.renew(java.util.Map.of(second.id(), second.attempt()), LEASE))
                .containsExactly(second.id());
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long leaseUntil(Workbench bench) {
        return bench.database
                .reader()
                .withHandle(handle -> handle.createQuery("SELECT COALESCE(MAX(lease_until_ms), 0) FROM delivery")
                        .mapTo(Long.class)
                        .one());
    }
}

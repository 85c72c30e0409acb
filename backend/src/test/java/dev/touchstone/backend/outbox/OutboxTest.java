package dev.touchstone.backend.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.api.delivery.DeliveryKind;
import dev.touchstone.api.delivery.WebhookEvent;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.backend.refusal.Refused;
import dev.touchstone.backend.testing.Eventually;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Workbench;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

class OutboxTest {
    private static void write(Workbench bench, String channel, String... subjects) {
        List<Job> deliveries = new ArrayList<>();
        for (String subject : subjects) {
            deliveries.add(new Job.ForChannel(
                    DeliveryKind.NOTICE, new PipelineName("p"), channel, subject, Map.of("text", subject)));
        }
        bench.database.writer().useTransaction(tx -> bench.outbox.write(tx, deliveries));
    }

    private static List<Leased> lease(Workbench bench, int max) {
        return bench.outbox.leaseForChannels("test", max, Duration.ZERO, Duration.ofSeconds(60));
    }

    @EveryDatabase
    void aChannelKeepsItsOrderAndChannelsDoNotWaitForOneAnother(Workbench bench) {
        write(bench, "#a", "a1", "a2");
        write(bench, "#b", "b1");

        List<Leased> first = lease(bench, 10);
        assertThat(first).extracting(Leased::subject).containsExactly("a1", "b1");
        assertThat(lease(bench, 10)).isEmpty();

        bench.outbox.acknowledge(first.getFirst().id(), first.getFirst().done());
        assertThat(lease(bench, 10)).extracting(Leased::subject).containsExactly("a2");
    }

    @EveryDatabase
    void aLeaseThatIsNotAnsweredEndsAndTheLateAnswerIsRefused(Workbench bench) {
        write(bench, "#a", "a1");
        Leased first = lease(bench, 1).getFirst();

        bench.clock.advance(Duration.ofSeconds(60));
        Leased second = lease(bench, 1).getFirst();

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.attempt()).isEqualTo(2);
        assertThatThrownBy(() -> bench.outbox.acknowledge(first.id(), first.done()))
                .isInstanceOfSatisfying(
                        Refused.class, problem -> assertThat(problem.code()).isEqualTo("lease-lost"));
        bench.outbox.acknowledge(second.id(), second.done());
        assertThat(bench.outbox.waiting()).isZero();
    }

    @EveryDatabase
    void aFailureHoldsItsChannelForTheTimeAskedAndNotTheOthers(Workbench bench) {
        write(bench, "#a", "a1", "a2");
        Leased a1 = lease(bench, 1).getFirst();
        bench.outbox.acknowledge(a1.id(), a1.retry("rate limited", Duration.ofSeconds(30)));
        write(bench, "#b", "b1");

        assertThat(lease(bench, 10)).extracting(Leased::subject).containsExactly("b1");
        bench.clock.advance(Duration.ofSeconds(30));
        assertThat(lease(bench, 10)).extracting(Leased::subject).containsExactly("a1");
    }

    @EveryDatabase
    void afterTheLastAttemptADeliveryIsDeadItsChannelGoesOnAndItCanBeReplayed(Workbench bench) {
        write(bench, "#a", "a1", "a2");
        for (int attempt = 1; attempt <= Outbox.MOST_ATTEMPTS; attempt++) {
            Leased a1 = lease(bench, 1).getFirst();
            assertThat(a1.subject()).isEqualTo("a1");
            bench.outbox.acknowledge(a1.id(), a1.retry("no", null));
            bench.clock.advance(Duration.ofHours(30));
        }

        assertThat(bench.outbox.deadCount()).isEqualTo(1);
        Leased a2 = lease(bench, 1).getFirst();
        assertThat(a2.subject()).isEqualTo("a2");
        bench.outbox.acknowledge(a2.id(), a2.done());

        String dead = bench.outbox.dead("", 10).rows().getFirst().id();
        assertThat(bench.outbox.replay(dead, "ops")).isTrue();
        assertThat(bench.outbox.replay(dead, "ops")).isFalse();
        assertThat(bench.audited()).containsOnlyOnce("ops delivery.replayed " + dead);
        assertThat(lease(bench, 1)).extracting(Leased::id).containsExactly(dead);
    }

    /// A call that fails must not be tried again with nothing to say; a message on its way must be known to be found.
    @EveryDatabase
    void whatIsErasedIsTakenFromWhoeverCarriesItOutButNotFromChannels(Workbench bench) {
        PipelineName pipeline = new PipelineName("p");
        bench.database
                .writer()
                .useTransaction(tx -> bench.outbox.write(
                        tx,
                        List.of(
                                new Job.ForEndpoint(
                                        WebhookEvent.VERDICT_SETTLED,
                                        pipeline,
                                        "https://example.org",
                                        "r1",
                                        Map.of("a", "b")),
                                new Job.ForChannel(
                                        DeliveryKind.REVIEW_OPENED, pipeline, "#a", "r1", Map.of("text", "x")))));
        Leased call = bench.outbox
                .lease(Outbox.CALLS, "test", 1, Duration.ZERO, Duration.ofSeconds(60))
                .getFirst();
        Leased card = lease(bench, 1).getFirst();

        int erased = bench.database.writer().inTransaction(tx -> bench.outbox.erase(tx, List.of("r1")));

        assertThat(erased).isEqualTo(2);
        assertThatThrownBy(() -> bench.outbox.acknowledge(call.id(), call.retry("no", null)))
                .isInstanceOf(Refused.class);
        bench.outbox.acknowledge(card.id(), card.done());
        bench.clock.advance(Duration.ofHours(1));
        assertThat(bench.outbox.lease(Outbox.CALLS, "test", 1, Duration.ZERO, Duration.ofSeconds(60)))
                .isEmpty();
        assertThat(bench.outbox.waiting()).isZero();
    }

    @EveryDatabase
    void whatCannotEverSucceedIsGivenUpAtOnce(Workbench bench) {
        write(bench, "#a", "a1");
        Leased a1 = lease(bench, 1).getFirst();

        bench.outbox.acknowledge(a1.id(), a1.giveUp("channel_not_found"));

        assertThat(bench.outbox.dead("", 10).rows()).hasSize(1);
        assertThat(lease(bench, 1)).isEmpty();
    }

    @EveryDatabase
    void aWaitingConsumerIsWokenByTheCommit(Workbench bench) {
        CompletableFuture<List<Leased>> waiting = CompletableFuture.supplyAsync(
                () -> bench.outbox.leaseForChannels("test", 1, Duration.ofSeconds(30), Duration.ofSeconds(60)));

        write(bench, "#a", "a1");

        assertThat(waiting)
                .succeedsWithin(Duration.ofSeconds(10))
                .satisfies(leased -> assertThat(leased).hasSize(1));
    }

    /// Whoever is not woken looks again after a second: eight steps would take eight of them.
    @EveryDatabase
    void theNextOfALaneFollowsAtOnceWhoeverConsumesIt(Workbench bench) throws Exception {
        WorkKind kind = WorkKind.laned("test", "step");
        int steps = 8;
        bench.database.writer().useTransaction(tx -> {
            for (int step = 0; step < steps; step++) {
                bench.outbox.write(tx, new Job.Work(kind, new PipelineName("p"), "run", "run", Map.of("step", step)));
            }
        });
        BlockingQueue<Leased> leased = new LinkedBlockingQueue<>();
        Thread consumer = Thread.ofPlatform().start(() -> {
            for (int step = 0; step < steps; step++) {
                leased.addAll(bench.outbox.lease(kind, "test", 1, Duration.ofSeconds(20), Duration.ofSeconds(60)));
            }
        });

        long begun = System.nanoTime();
        for (int step = 0; step < steps; step++) {
            Leased next = Objects.requireNonNull(leased.poll(20, TimeUnit.SECONDS));
            Eventually.within(
                    Duration.ofSeconds(20),
                    "the consumer waits for the next",
                    () -> consumer.getState() == Thread.State.TIMED_WAITING || !consumer.isAlive());
            bench.outbox.acknowledge(next.id(), next.done());
        }
        consumer.join();

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(4));
    }

    @EveryDatabase
    void manyConsumersNeverHoldTheSameDelivery(Workbench bench) throws Exception {
        for (int i = 0; i < 60; i++) {
            write(bench, "#c" + i, "s" + i);
        }
        Set<String> taken = new ConcurrentSkipListSet<>();
        List<String> twice = java.util.Collections.synchronizedList(new ArrayList<>());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int t = 0; t < 8; t++) {
                threads.execute(() -> {
                    List<Leased> leased;
                    do {
                        leased = lease(bench, 3);
                        for (Leased one : leased) {
                            if (!taken.add(one.id())) {
                                twice.add(one.id());
                            }
                        }
                    } while (!leased.isEmpty());
                });
            }
        }

        assertThat(twice).isEmpty();
        assertThat(taken).hasSize(60);
    }
}

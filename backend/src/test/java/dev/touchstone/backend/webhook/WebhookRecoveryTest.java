package dev.touchstone.backend.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.backend.outbox.Leased;
import dev.touchstone.backend.outbox.Outbox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Crashes, several processes, a database in trouble, and stopping.
@Timeout(120)
class WebhookRecoveryTest {
    private static final Duration LEASE_IS_OVER = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    private WebhookBench bench;
    private TestEndpoint endpoint;

    @BeforeEach
    void open() {
        bench = new WebhookBench(folder);
        endpoint = new TestEndpoint();
    }

    @AfterEach
    void close() {
        bench.close();
        endpoint.close();
    }

    @Test
    void aCrashBetweenCallAndAcknowledgementSendsTheSameIdAgain() {
        String id = bench.verdictFor(endpoint.url());
        callWithoutAcknowledging(bench.outbox.lease(Outbox.CALLS, "crashes", 1, Duration.ZERO, Duration.ofSeconds(60)));
        assertThat(endpoint.only().header("webhook-id")).isEqualTo(id);

        bench.start();
        WebhookBench.pause(Duration.ofMillis(500));
        assertThat(endpoint.received()).hasSize(1);

        bench.pass(LEASE_IS_OVER);
        bench.await(id, "done", 2);
        assertThat(endpoint.received()).hasSize(2);
        assertThat(endpoint.received().getLast().header("webhook-id")).isEqualTo(id);
        assertThat(endpoint.received().getLast().body())
                .isEqualTo(endpoint.received().getFirst().body());
    }

    private void callWithoutAcknowledging(List<Leased> leased) {
        Leased delivery = leased.getFirst();
        try (var client = WebhookBench.client(Duration.ofSeconds(10), HostResolver.SYSTEM, "127.0.0.0/8")) {
            client.post(
                    CallbackUrl.check(endpoint.url()),
                    WebhookMessage.sign(
                            WebhookCall.of(delivery),
                            bench.clock.instant(),
                            WebhookMessage.keys(WebhookBench.SECRET, "claims")));
        }
    }

    @Test
    void twoProcessesDoNotSendTheSameDelivery() {
        var answers = new CountDownLatch(1);
        endpoint.holdAnswers(answers);
        try (var other = new WebhookBench(folder, bench.clock)) {
            bench.start();
            other.start();
            List<String> ids = List.of(
                    bench.verdictFor(endpoint.url()),
                    other.verdictFor(endpoint.url()),
                    bench.verdictFor(endpoint.url()));
            WebhookBench.await(() -> endpoint.received().size() == 3, "all three calls");

            WebhookBench.pause(Duration.ofMillis(1500));
            answers.countDown();

            ids.forEach(id -> bench.await(id, "done", 1));
            assertThat(endpoint.received()).hasSize(3);
        }
    }

    @Test
    void anAnswerThatComesAfterTheLeaseChangesNothing() {
        var answers = new CountDownLatch(1);
        endpoint.holdAnswers(answers);
        bench.start();
        String id = bench.verdictFor(endpoint.url());
        WebhookBench.await(() -> endpoint.received().size() == 1, "the first call");

        // The other process takes over because this one seems to have died.
        bench.clock.advance(LEASE_IS_OVER);
        try (var other = new WebhookBench(folder, bench.clock)) {
            other.start();
            WebhookBench.await(() -> endpoint.received().size() == 2, "the second call");
            answers.countDown();
            bench.await(id, "done", 2);
        }
        assertThat(endpoint.received()).hasSize(2);
    }

    @Test
    void troubleWithTheDatabaseDoesNotEndTheLoop() {
        bench.start();
        bench.database.writer().useHandle(handle -> handle.execute("ALTER TABLE delivery RENAME TO delivery_away"));
        WebhookBench.pause(Duration.ofMillis(1500));
        bench.database.writer().useHandle(handle -> handle.execute("ALTER TABLE delivery_away RENAME TO delivery"));

        String id = bench.verdictFor(endpoint.url());

        bench.await(id, "done", 1);
    }

    @Test
    void anOutcomeThatCannotBeRecordedFreesTheWorker() {
        var answers = new CountDownLatch(1);
        endpoint.holdAnswers(answers);
        bench.start(WebhookBench.config(Duration.ofSeconds(10), 1));
        String lost = bench.verdictFor(endpoint.url());
        WebhookBench.await(() -> endpoint.received().size() == 1, "the call");
        bench.database.writer().useHandle(handle -> handle.execute("DELETE FROM delivery WHERE id = ?", lost));
        answers.countDown();

        String next = bench.verdictFor(endpoint.url());

        bench.await(next, "done", 1);
    }

    @Test
    void closingFinishesTheCallInFlightAndLeasesNoMore() {
        var answers = new CountDownLatch(1);
        endpoint.holdAnswers(answers);
        Webhooks webhooks = bench.start(WebhookBench.config(Duration.ofSeconds(20), 1));
        String inFlight = bench.verdictFor(endpoint.url());
        WebhookBench.await(() -> endpoint.received().size() == 1, "the call in flight");
        String waiting = bench.verdictFor(endpoint.url());

        Thread closing = Thread.ofPlatform().start(webhooks::close);
        WebhookBench.pause(Duration.ofMillis(300));
        assertThat(closing.isAlive()).isTrue();
        answers.countDown();
        WebhookBench.await(() -> !closing.isAlive(), "the end of close");

        assertThat(bench.row(inFlight).state()).isEqualTo("done");
        assertThat(bench.row(waiting).state()).isEqualTo("ready");
        assertThat(endpoint.received()).hasSize(1);
    }

    @Test
    void closingDoesNotWaitLongerThanTheDeadline() {
        try (var hanging = new RawEndpoint((socket, out) -> Thread.sleep(60_000))) {
            Webhooks webhooks = bench.start(WebhookBench.config(Duration.ofSeconds(1), 1));
            String id = bench.verdictFor(hanging.url());
            WebhookBench.await(() -> hanging.connections() == 1, "the call that hangs");

            long started = System.nanoTime();
            webhooks.close();

            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(30));
            assertThat(bench.row(id).state()).isEqualTo("ready");
            assertThat(bench.error(id)).startsWith("no answer within");
        }
    }

    @Test
    void closingAnIdleConsumerIsQuickAndLeavesNoThreads() {
        Webhooks webhooks = bench.start();
        WebhookBench.pause(Duration.ofMillis(200));

        long started = System.nanoTime();
        webhooks.close();
        webhooks.close();

        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(10));
        WebhookBench.await(
                () -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().startsWith("webhook-")),
                "the end of every thread");
    }

    @Test
    void whatWasNeverStartedCanBeClosed() {
        new Webhooks(WebhookBench.LOOPBACK, bench.outbox, bench.endpoints, bench.clock, WebhookBench.SECRET).close();
    }
}

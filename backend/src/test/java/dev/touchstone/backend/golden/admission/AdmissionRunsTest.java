package dev.touchstone.backend.golden.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AdmissionRunsTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void whoWaitsWaitsForARunThatBeganAfterTheyCame() throws Exception {
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        AtomicInteger finished = new AtomicInteger();
        try (AdmissionRuns runs = new AdmissionRuns(() -> {
            began.countDown();
            awaitUnchecked(mayEnd);
            finished.incrementAndGet();
        })) {
            runs.start();
            runs.wake();
            awaitUnchecked(began);
            CompletableFuture<Integer> waiter = CompletableFuture.supplyAsync(() -> {
                assertThat(runs.settled(LONG)).isTrue();
                return finished.get();
            });
            assertThat(runs.settled(Duration.ofMillis(50)))
                    .as("a run is under way, and cannot know of what came after its beginning")
                    .isFalse();
            mayEnd.countDown();

            assertThat(waiter.get()).isGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void aRunThatFailsIsRunAgain() {
        AtomicInteger tries = new AtomicInteger();
        try (AdmissionRuns runs = new AdmissionRuns(() -> {
            if (tries.incrementAndGet() == 1) {
                throw new IllegalStateException("the database is away");
            }
        })) {
            runs.start();

            assertThat(runs.settled(LONG)).isTrue();
            assertThat(tries.get()).isGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void theEndEndsEveryWait() {
        AdmissionRuns runs = new AdmissionRuns(() -> {});
        CompletableFuture<Boolean> waiter = CompletableFuture.supplyAsync(() -> runs.settled(LONG));

        runs.close();

        assertThat(waiter).succeedsWithin(LONG).isEqualTo(false);
    }

    private static void awaitUnchecked(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

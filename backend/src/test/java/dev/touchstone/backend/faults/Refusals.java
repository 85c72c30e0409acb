package dev.touchstone.backend.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.client.ApiException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// What refusals of a faulty database have in common.
final class Refusals {
    private Refusals() {}

    /// Expects a passing refusal that says when to come back, and within the patience of a client.
    static ApiException refusal(int status, ThrowingCallable request) {
        long start = System.nanoTime();
        ApiException refused = Assertions.catchThrowableOfType(ApiException.class, request);
        assertThat(refused).as("a refusal").isNotNull();
        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.retryAfter()).isNotNull();
        assertThat(refused.passing()).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        return refused;
    }

    /// Runs a request many times at once, each on a connection of its own.
    ///
    /// @return what was thrown, in the order it came
    static List<Throwable> atOnce(int count, Request request) throws InterruptedException {
        ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = i;
            threads.add(Thread.ofVirtual().start(() -> {
                try {
                    request.send(number);
                } catch (RuntimeException e) {
                    failures.add(e);
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return List.copyOf(failures);
    }

    interface Request {
        void send(int number);
    }
}

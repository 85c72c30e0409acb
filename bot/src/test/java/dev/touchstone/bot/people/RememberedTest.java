package dev.touchstone.bot.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RememberedTest {
    private final AtomicInteger looks = new AtomicInteger();
    private Instant now = Instant.EPOCH;

    @Test
    void aLookIsGoodForAWhile() {
        Remembered<Integer> remembered = remembered();

        assertThat(remembered.get("a")).isEqualTo(1);
        now = now.plusSeconds(59);
        assertThat(remembered.get("a")).isEqualTo(1);
        now = now.plusSeconds(1);
        assertThat(remembered.get("a")).isEqualTo(2);
    }

    @Test
    void whoIsNotFoundIsLookedForAgainSoon() {
        Remembered<Set<String>> members = new Remembered<>(
                Duration.ofMinutes(1), () -> now, key -> looks.incrementAndGet() == 1 ? Set.of("a") : Set.of("a", "b"));
        Duration soon = Duration.ofSeconds(5);

        assertThat(members.get("C1", soon, some -> some.contains("b"))).doesNotContain("b");
        now = now.plusSeconds(4);
        assertThat(members.get("C1", soon, some -> some.contains("b"))).doesNotContain("b");
        now = now.plusSeconds(1);
        assertThat(members.get("C1", soon, some -> some.contains("b"))).contains("b");
        assertThat(looks).hasValue(2);
    }

    @Test
    void aFailureIsNotRemembered() {
        Remembered<Integer> remembered = new Remembered<>(Duration.ofMinutes(1), () -> now, key -> {
            if (looks.incrementAndGet() == 1) {
                throw new IllegalStateException("no answer");
            }
            return looks.get();
        });

        assertThatThrownBy(() -> remembered.get("a")).isInstanceOf(IllegalStateException.class);
        assertThat(remembered.get("a")).isEqualTo(2);
    }

    @Test
    void aCrowdLooksOnce() throws Exception {
        Remembered<Integer> remembered = remembered();
        CountDownLatch go = new CountDownLatch(1);

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 50; i++) {
                threads.execute(() -> {
                    try {
                        go.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    assertThat(remembered.get("a")).isEqualTo(1);
                });
            }
            go.countDown();
        }

        assertThat(looks).hasValue(1);
    }

    private Remembered<Integer> remembered() {
        return new Remembered<>(Duration.ofMinutes(1), () -> now, key -> looks.incrementAndGet());
    }
}

package dev.touchstone.api.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    @Test
    void waitsGrowUpToTheLongest() {
        Backoff backoff = Backoff.doubling(Duration.ofMillis(250), Duration.ofMillis(1_500));

        assertThat(IntStream.rangeClosed(1, 6).mapToObj(backoff::after).map(Duration::toMillis))
                .containsExactly(250L, 500L, 1_000L, 1_500L, 1_500L, 1_500L);
    }

    @Test
    void otherFactorsAndAnyNumberOfFailuresAreTaken() {
        assertThat(new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1), 4).after(3))
                .isEqualTo(Duration.ofSeconds(16));
        assertThat(new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1), 1).after(50))
                .isEqualTo(Duration.ofSeconds(1));
        assertThat(Backoff.doubling(Duration.ofNanos(1), Duration.ofDays(36_500))
                        .after(Integer.MAX_VALUE))
                .isEqualTo(Duration.ofDays(36_500));
        assertThat(Backoff.doubling(Duration.ofSeconds(1), Duration.ofSeconds(9))
                        .after(0))
                .isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aWaitThatShrinksIsRefused() {
        assertThatThrownBy(() -> Backoff.doubling(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Backoff.doubling(Duration.ZERO, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

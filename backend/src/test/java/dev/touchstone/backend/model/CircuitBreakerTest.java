package dev.touchstone.backend.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.backend.testing.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {
    private final TestClock clock = new TestClock();
    private final CircuitBreaker breaker = new CircuitBreaker(clock);

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            breaker.begin();
            breaker.away(ModelFault.SERVER_ERROR, null);
        }
    }

    @Test
    void opensAfterSomeFailuresInARowOnly() {
        fail(CircuitBreaker.FAILURES - 1);
        breaker.answered();
        fail(CircuitBreaker.FAILURES - 1);
        assertThat(breaker.room()).isEqualTo(Integer.MAX_VALUE);

        fail(1);

        assertThat(breaker.room()).isZero();
        assertThat(breaker.begin()).isFalse();
        assertThat(breaker.cause()).contains(ModelFault.SERVER_ERROR);
    }

    @Test
    void oneCallProbesAndTheRestFollowIt() {
        fail(CircuitBreaker.FAILURES);
        clock.advance(CircuitBreaker.BACKOFF.first());

        assertThat(breaker.room()).isOne();
        assertThat(breaker.begin()).isTrue();
        assertThat(breaker.begin()).isFalse();

        breaker.answered();
        assertThat(breaker.room()).isEqualTo(Integer.MAX_VALUE);
        assertThat(breaker.cause()).isEmpty();
    }

    @Test
    void thePauseDoublesAndEnds() {
        fail(CircuitBreaker.FAILURES);
        Duration pause = CircuitBreaker.BACKOFF.first();
        for (int i = 0; i < 12; i++) {
            clock.advance(pause.minusMillis(1));
            assertThat(breaker.room()).isZero();
            clock.advance(Duration.ofMillis(1));
            assertThat(breaker.room()).isOne();
            fail(1);
            pause = pause.multipliedBy(2).compareTo(CircuitBreaker.BACKOFF.longest()) > 0
                    ? CircuitBreaker.BACKOFF.longest()
                    : pause.multipliedBy(2);
        }
        assertThat(pause).isEqualTo(CircuitBreaker.BACKOFF.longest());
    }

    @Test
    void aWrongKeyOpensAtOnceAndRetryAfterIsObeyed() {
        breaker.begin();
        breaker.away(ModelFault.UNAUTHORIZED, Duration.ofMinutes(2));

        clock.advance(Duration.ofSeconds(119));
        assertThat(breaker.room()).isZero();
        clock.advance(Duration.ofSeconds(1));
        assertThat(breaker.room()).isOne();
    }
}

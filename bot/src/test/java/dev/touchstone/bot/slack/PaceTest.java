package dev.touchstone.bot.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final Duration INTERVAL = Duration.ofMillis(50);

    private final Pace pace = new Pace(20);

    @Test
    void messagesOfAChannelKeepTheirDistance() {
        List<Long> times = new ArrayList<>();

        for (int i = 0; i < 5; i++) {
            long unused = pace.send("C1", () -> {
                times.add(System.nanoTime());
                return 0L;
            });
        }

        for (int i = 1; i < times.size(); i++) {
            assertThat(Duration.ofNanos(times.get(i) - times.get(i - 1))).isGreaterThanOrEqualTo(INTERVAL);
        }
    }

    @Test
    void afterALimitTheChannelWaitsAsLongAsAsked() {
        Duration asked = Duration.ofMillis(300);
        long from = System.nanoTime();

        assertThatThrownBy(() -> pace.send("C1", () -> {
                    throw new SlackFailure.Limited("chat.postMessage", asked);
                }))
                .isInstanceOf(SlackFailure.Limited.class);
        long at = pace.send("C1", System::nanoTime);

        assertThat(Duration.ofNanos(at - from)).isGreaterThanOrEqualTo(asked);
    }

    @Test
    void anotherChannelDoesNotWait() {
        Pace slow = new Pace(0.01);
        long first = slow.send("C1", System::nanoTime);

        long second = slow.send("C2", System::nanoTime);

        assertThat(Duration.ofNanos(second - first)).isLessThan(Duration.ofSeconds(50));
    }
}

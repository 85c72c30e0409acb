package dev.touchstone.backend.outbox;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/// The waits between attempts, as Standard Webhooks recommends: ten tries spread over about 75 hours, each wait up to a
/// tenth longer or shorter, so that what failed together does not come back together.
public final class RetrySchedule {
    public static final List<Duration> WAITS = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24));

    private static final double JITTER = 0.1;

    private RetrySchedule() {}

    /// How long to wait after an attempt, counted from 1, has failed. Always the same for the same attempt of the same
    /// delivery.
    public static Duration after(int attempt, String deliveryId) {
        Duration wait = WAITS.get(Math.min(attempt, WAITS.size()) - 1);
        double u = new SplittableRandom(31L * deliveryId.hashCode() + attempt).nextDouble();
        return Duration.ofMillis(Math.round(wait.toMillis() * (1 + JITTER * (2 * u - 1))));
    }
}

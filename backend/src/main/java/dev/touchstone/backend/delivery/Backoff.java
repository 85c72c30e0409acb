package dev.touchstone.backend.delivery;

import java.time.Duration;
import java.util.List;

/// The waits between attempts, as Standard Webhooks recommends: ten tries spread over about 75 hours.
final class Backoff {
    private static final List<Duration> WAITS = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24));

    private Backoff() {}

    /// How long to wait after an attempt, counted from 1, has failed.
    static Duration after(int attempt) {
        return WAITS.get(Math.min(attempt, WAITS.size()) - 1);
    }
}

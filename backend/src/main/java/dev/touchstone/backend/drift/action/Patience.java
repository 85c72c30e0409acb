package dev.touchstone.backend.drift.action;

import dev.touchstone.backend.outbox.Leased;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How long to wait between attempts, and when to give up. A page is worth something while it is fresh, so the
/// waits are shorter than those of webhooks: from 5 s, threefold each time, up to half an hour, for four hours in
/// all.
final class Patience {
    static final Duration IN_ALL = Duration.ofHours(4);

    /// The attempt after whose failure people are told, about a minute after the first.
    static final int TELLING_ATTEMPT = 4;

    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final int FACTOR = 3;

    private Patience() {}

    /// How long to wait after a failed attempt; empty when it was the last.
    ///
    /// @param asked what the receiver asks for; it is never called sooner
    static Optional<Duration> after(Leased delivery, @Nullable Duration asked, Instant now) {
        Duration wait = backoff(delivery.attempt());
        Duration longer = asked != null && asked.compareTo(wait) > 0 ? asked : wait;
        return now.plus(longer).isAfter(end(delivery)) ? Optional.empty() : Optional.of(longer);
    }

    static Instant end(Leased delivery) {
        return delivery.createdAt().plus(IN_ALL);
    }

    private static Duration backoff(int attempt) {
        Duration wait = FIRST;
        for (int i = 1; i < attempt && wait.compareTo(LONGEST) < 0; i++) {
            wait = wait.multipliedBy(FACTOR);
        }
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}

package dev.touchstone.api.client;

import java.time.Duration;

/// How a client behaves.
///
/// @param deadline how long one attempt may take in all, answer included; long polls add their wait
/// @param attempts how often a request is tried when it fails in a passing way, 1 or more
/// @param firstPause the pause before the second attempt; it doubles, with jitter, unless the server says how long.
///     When the server asks for longer than the deadline, there is no further attempt
public record ClientOptions(Duration deadline, int attempts, Duration firstPause) {
    public static final ClientOptions DEFAULT = new ClientOptions(Duration.ofSeconds(10), 4, Duration.ofMillis(100));

    /// One attempt, for callers that retry by themselves.
    public static final ClientOptions ONCE = new ClientOptions(Duration.ofSeconds(10), 1, Duration.ofMillis(100));

    public ClientOptions {
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts must be at least 1, was " + attempts);
        }
        if (deadline.isNegative() || deadline.isZero()) {
            throw new IllegalArgumentException("deadline must be positive");
        }
        if (firstPause.isNegative() || firstPause.isZero()) {
            throw new IllegalArgumentException("the first pause must be positive");
        }
    }

    public ClientOptions withDeadline(Duration value) {
        return new ClientOptions(value, attempts, firstPause);
    }
}

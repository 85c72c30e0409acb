package dev.touchstone.backend.model;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Everything that limits the calls of one model of one endpoint, for all in this process who call it: tokens per
/// minute, calls at once, the breaker, and a pause that the endpoint has asked for. What holds back one call holds
/// back all. Thread-safe.
final class SharedLine {
    private static final Duration LONGEST_HOLD = Duration.ofMinutes(10);

    private final InstantSource clock;
    private final TokenLimit tokens;
    private final CircuitBreaker breaker;
    private final int workers;
    private int underWay;
    private Instant heldUntil = Instant.MIN;

    /// @param perMinute null for no limit
    SharedLine(@Nullable Integer perMinute, int workers, InstantSource clock) {
        this.clock = clock;
        this.workers = workers;
        tokens = new TokenLimit(perMinute, clock);
        breaker = new CircuitBreaker(clock);
    }

    /// How many calls may begin now.
    synchronized int room() {
        if (!tokens.open() || clock.instant().isBefore(heldUntil)) {
            return 0;
        }
        return Math.min(breaker.room(), workers - underWay);
    }

    /// Takes a place; who gets it charges the call, ends it, and reports what came of it.
    synchronized boolean begin() {
        if (room() <= 0 || !breaker.begin()) {
            return false;
        }
        underWay++;
        return true;
    }

    void charge(long estimate) {
        tokens.charge(estimate);
    }

    /// Gives the place back.
    ///
    /// @param estimated what was charged
    /// @param used what the call took; 0 when nobody knows, then the estimate stands
    synchronized void ended(long estimated, long used) {
        underWay = Math.max(0, underWay - 1);
        tokens.settle(estimated, used);
    }

    void answered() {
        breaker.answered();
    }

    /// @param retryAfter what the endpoint asks for; null when it does not
    synchronized void away(ModelFault fault, @Nullable Duration retryAfter) {
        breaker.away(fault, retryAfter);
        if (retryAfter != null) {
            Duration wait = retryAfter.compareTo(LONGEST_HOLD) > 0 ? LONGEST_HOLD : retryAfter;
            Instant until = clock.instant().plus(wait);
            heldUntil = until.isAfter(heldUntil) ? until : heldUntil;
        }
    }

    /// Why no calls are made; empty when they are.
    synchronized Optional<ModelFault> cause() {
        return clock.instant().isBefore(heldUntil)
                ? Optional.of(breaker.cause().orElse(ModelFault.RATE_LIMITED))
                : breaker.cause();
    }
}

package dev.touchstone.backend.model;

import dev.touchstone.api.wire.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Leaves a judge that is away alone: after some failures in a row no call is made for a while, then one, and only when
/// that one succeeds the others follow. The pause doubles while it stays away. Thread-safe.
final class CircuitBreaker {
    static final int FAILURES = 5;
    static final Backoff BACKOFF = Backoff.doubling(Duration.ofSeconds(15), Duration.ofMinutes(10));

    private final InstantSource clock;
    private int failures;
    /// Openings in a row.
    private int openings;
    private @Nullable Instant openUntil;
    private @Nullable ModelFault cause;
    private boolean probing;

    CircuitBreaker(InstantSource clock) {
        this.clock = clock;
    }

    /// How many calls may begin now.
    synchronized int room() {
        if (openUntil == null) {
            return Integer.MAX_VALUE;
        }
        return !probing && !clock.instant().isBefore(openUntil) ? 1 : 0;
    }

    /// Asks for leave to call; who gets it reports what came of it.
    synchronized boolean begin() {
        if (room() == 0) {
            return false;
        }
        probing = openUntil != null;
        return true;
    }

    /// The judge answered, well or badly.
    synchronized void answered() {
        failures = 0;
        openings = 0;
        openUntil = null;
        cause = null;
        probing = false;
    }

    /// The judge is away. A wrong key is not going to get better by trying.
    ///
    /// @param atLeast what the judge asks for; null when it does not
    synchronized void away(ModelFault fault, @Nullable Duration atLeast) {
        failures++;
        boolean again = probing;
        probing = false;
        if (failures < FAILURES && fault != ModelFault.UNAUTHORIZED && !again) {
            return;
        }
        openings = again ? openings + 1 : Math.max(openings, 1);
        cause = fault;
        Duration pause = BACKOFF.after(openings);
        Duration wait = atLeast != null && atLeast.compareTo(pause) > 0 ? shorter(atLeast, BACKOFF.longest()) : pause;
        openUntil = clock.instant().plus(wait);
    }

    /// Why no calls are made; empty when they are.
    synchronized Optional<ModelFault> cause() {
        return Optional.ofNullable(cause);
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}

package dev.touchstone.backend.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/// A clock that stands still until a test moves it. Thread-safe.
public final class TestClock implements InstantSource {
    private final AtomicReference<Instant> now;

    public TestClock() {
        this(Instant.parse("2030-01-01T12:00:00Z"));
    }

    public TestClock(Instant start) {
        now = new AtomicReference<>(start);
    }

    public void advance(Duration by) {
        now.updateAndGet(instant -> instant.plus(by));
    }

    public void set(Instant instant) {
        now.set(instant);
    }

    @Override
    public Instant instant() {
        return java.util.Objects.requireNonNull(now.get());
    }
}

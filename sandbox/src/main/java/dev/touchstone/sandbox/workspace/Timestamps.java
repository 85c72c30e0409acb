package dev.touchstone.sandbox.workspace;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/// Slack's message timestamps: seconds with six decimals, never the same twice, always rising.
public final class Timestamps {
    private final InstantSource clock;
    private long lastMicros;

    public Timestamps(InstantSource clock) {
        this.clock = clock;
    }

    public synchronized String next() {
        Instant now = clock.instant();
        long micros = now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
        lastMicros = Math.max(lastMicros + 1, micros);
        return String.format(Locale.ROOT, "%d.%06d", lastMicros / 1_000_000, lastMicros % 1_000_000);
    }
}

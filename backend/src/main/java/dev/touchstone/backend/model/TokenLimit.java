package dev.touchstone.backend.model;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Tokens per minute. A call is charged by estimate when it begins and set right when it ends; the account may go into
/// debt, and nothing begins until that is paid. Thread-safe.
final class TokenLimit {
    private static final int BURSTS_PER_MINUTE = 10;

    private final @Nullable Bucket bucket;

    /// @param perMinute null for no limit
    TokenLimit(@Nullable Integer perMinute, InstantSource clock) {
        bucket = perMinute == null
                ? null
                : Bucket.builder()
                        .addLimit(limit -> limit.capacity(Math.max(1, perMinute / BURSTS_PER_MINUTE))
                                .refillGreedy(perMinute, Duration.ofMinutes(1)))
                        .withCustomTimePrecision(new Meter(clock))
                        .build();
    }

    boolean open() {
        return bucket == null || bucket.getAvailableTokens() > 0;
    }

    void charge(long tokens) {
        if (bucket != null && tokens > 0) {
            bucket.consumeIgnoringRateLimits(tokens);
        }
    }

    /// @param estimated what was charged
    /// @param used what the endpoint says; 0 when it says nothing, then the estimate stands
    void settle(long estimated, long used) {
        if (bucket == null || used == 0) {
            return;
        }
        if (used > estimated) {
            charge(used - estimated);
        } else if (used < estimated) {
            bucket.addTokens(estimated - used);
        }
    }

    private record Meter(InstantSource clock) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return Duration.ofMillis(clock.millis()).toNanos();
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}

package dev.touchstone.api.delivery;

import dev.touchstone.api.wire.Check;
import dev.touchstone.api.wire.Defaulted;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.api.wire.Limits;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Asks for deliveries. At most one per channel is handed out at a time, so that a channel keeps its order.
///
/// @param consumer who asks, for the logs
/// @param max how many at most, 1 to 100; default 10
/// @param waitFor how long to wait when there is none, at most 60s; default 20s
/// @param leaseFor how long the caller may take unless it renews the lease, 5s to 10m; default 60s
public record LeaseRequest(
        @Limits(minSize = 1, maxSize = 100) String consumer,
        @Defaulted("10") @Limits(min = 1, max = 100) Integer max,
        @Defaulted("20s") Duration waitFor,
        @Defaulted("60s") Duration leaseFor) {
    public LeaseRequest {
        Check.label("consumer", consumer, 100);
        max = max == null ? 10 : max;
        if (max < 1 || max > 100) {
            throw new InvalidField("max", "must be from 1 to 100, was " + max);
        }
        waitFor = waitFor == null ? Duration.ofSeconds(20) : waitFor;
        if (waitFor.compareTo(Duration.ofSeconds(60)) > 0) {
            throw new InvalidField("wait_for", "must be at most 60s");
        }
        leaseFor = lease(leaseFor);
    }

    static Duration lease(@Nullable Duration given) {
        Duration lease = given == null ? Duration.ofSeconds(60) : given;
        if (lease.compareTo(Duration.ofSeconds(5)) < 0 || lease.compareTo(Duration.ofMinutes(10)) > 0) {
            throw new InvalidField("lease_for", "must be from 5s to 10m");
        }
        return lease;
    }
}

package dev.touchstone.backend.webhook;

import java.time.Duration;
import java.util.List;

/// How pipelines are called back.
///
/// @param allowCidrs address ranges that may be called although they are private or loopback, such as `10.2.0.0/16`;
///     none by default. Plain http is allowed only there
/// @param deadline how long one call may take in all; default 15s
/// @param workers how many calls run at once, 1 to 64; default 4
public record WebhookConfig(List<String> allowCidrs, Duration deadline, Integer workers) {
    public WebhookConfig {
        allowCidrs = allowCidrs == null ? List.of() : List.copyOf(allowCidrs);
        allowCidrs.forEach(Cidr::parse);
        deadline = deadline == null ? Duration.ofSeconds(15) : deadline;
        if (deadline.compareTo(Duration.ofMillis(100)) < 0 || deadline.compareTo(Duration.ofSeconds(60)) > 0) {
            throw new IllegalArgumentException("deadline must be from 100ms to 60s");
        }
        workers = workers == null ? 4 : workers;
        if (workers < 1 || workers > 64) {
            throw new IllegalArgumentException("workers must be from 1 to 64, was " + workers);
        }
    }
}

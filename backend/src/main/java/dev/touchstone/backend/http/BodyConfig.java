package dev.touchstone.backend.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How request bodies are read, so that no caller can hold the server up with them.
///
/// @param maxBytes what all bodies that are being read or worked on may take together; a key may have seven eighths of
///     it. By default a sixth of the heap, and at least one and a quarter of the largest batch
/// @param deadline how long a body may take from its first byte to its last; default 60s
/// @param minBytesPerSecond how fast a body must come on average, after ten seconds of grace; default 8192
/// @param maxSlow how many bodies that do not come at once are waited for at a time; a key may have a quarter of them;
///     default 1024
public record BodyConfig(@Nullable Long maxBytes, Duration deadline, Integer minBytesPerSecond, Integer maxSlow) {
    /// Every default.
    public static final BodyConfig DEFAULT = new BodyConfig(null, Duration.ofSeconds(60), 8192, 1024);

    public BodyConfig {
        deadline = deadline == null ? Duration.ofSeconds(60) : deadline;
        minBytesPerSecond = minBytesPerSecond == null ? 8192 : minBytesPerSecond;
        maxSlow = maxSlow == null ? 1024 : maxSlow;
        ServerConfig.require(maxBytes == null || maxBytes >= 1024, "bodies.max_bytes must be at least 1024");
        ServerConfig.require(!deadline.isNegative() && !deadline.isZero(), "bodies.deadline must be more than 0s");
        ServerConfig.require(
                minBytesPerSecond >= 1, "bodies.min_bytes_per_second must be at least 1, was " + minBytesPerSecond);
        ServerConfig.require(maxSlow >= 4, "bodies.max_slow must be at least 4, was " + maxSlow);
    }

    /// What all bodies together may take, when one alone may be as large as `largest`.
    long bytesInAll(long largest) {
        return maxBytes != null ? maxBytes : Math.max(Runtime.getRuntime().maxMemory() / 6, largest + largest / 4);
    }
}

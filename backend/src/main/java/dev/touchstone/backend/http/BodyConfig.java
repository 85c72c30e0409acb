package dev.touchstone.backend.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How request bodies are read, so that no caller can hold the server up with them.
///
/// @param mostBytes what all bodies that are being read or worked on may take together; a key may have seven eighths of
///     it. By default a sixth of the heap, and at least one and a quarter of the largest batch
/// @param timeout how long a body may take from its first byte to its last; default 60s
/// @param leastBytesPerSecond how fast a body must come on average, after ten seconds of grace; default 8192
/// @param mostSlow how many bodies that do not come at once are waited for at a time; a key may have a quarter of them;
///     default 1024
public record BodyConfig(@Nullable Long mostBytes, Duration timeout, Integer leastBytesPerSecond, Integer mostSlow) {
    /// Every default.
    public static final BodyConfig DEFAULT = new BodyConfig(null, Duration.ofSeconds(60), 8192, 1024);

    public BodyConfig {
        timeout = timeout == null ? Duration.ofSeconds(60) : timeout;
        leastBytesPerSecond = leastBytesPerSecond == null ? 8192 : leastBytesPerSecond;
        mostSlow = mostSlow == null ? 1024 : mostSlow;
        ServerConfig.require(mostBytes == null || mostBytes >= 1024, "bodies.most_bytes must be at least 1024");
        ServerConfig.require(!timeout.isNegative() && !timeout.isZero(), "bodies.timeout must be more than 0s");
        ServerConfig.require(
                leastBytesPerSecond >= 1,
                "bodies.least_bytes_per_second must be at least 1, was " + leastBytesPerSecond);
        ServerConfig.require(mostSlow >= 4, "bodies.most_slow must be at least 4, was " + mostSlow);
    }

    /// What all bodies together may take, when one alone may be as large as `largest`.
    long bytesInAll(long largest) {
        return mostBytes != null ? mostBytes : Math.max(Runtime.getRuntime().maxMemory() / 6, largest + largest / 4);
    }
}

package dev.touchstone.backend.http;

import java.time.Duration;

/// How the HTTP server listens.
///
/// @param host the address to listen on; default 127.0.0.1, so that nothing is reachable from outside unasked
/// @param port 0 to 65535, 0 for any free one; default 8400
/// @param maxBodyBytes the largest body of one request; default 1 MiB
/// @param maxBatchBytes the largest batch; default 64 MiB
/// @param requestsPerSecond what one key may send on average; default 2000
/// @param stopTimeout how long requests in flight may take when stopping; default 10s
/// @param bodies how request bodies are read
public record ServerConfig(
        String host,
        Integer port,
        Integer maxBodyBytes,
        Integer maxBatchBytes,
        Integer requestsPerSecond,
        Duration stopTimeout,
        BodyConfig bodies) {
    public ServerConfig {
        host = host == null ? "127.0.0.1" : host;
        port = port == null ? 8400 : port;
        maxBodyBytes = maxBodyBytes == null ? 1024 * 1024 : maxBodyBytes;
        maxBatchBytes = maxBatchBytes == null ? 64 * 1024 * 1024 : maxBatchBytes;
        requestsPerSecond = requestsPerSecond == null ? 2000 : requestsPerSecond;
        stopTimeout = stopTimeout == null ? Duration.ofSeconds(10) : stopTimeout;
        bodies = bodies == null ? BodyConfig.DEFAULT : bodies;
        require(port >= 0 && port <= 65535, "port must be from 0 to 65535, was " + port);
        require(maxBodyBytes >= 1024, "max_body_bytes must be at least 1024, was " + maxBodyBytes);
        require(maxBatchBytes >= maxBodyBytes, "max_batch_bytes must be at least max_body_bytes");
        require(requestsPerSecond >= 1, "requests_per_second must be at least 1, was " + requestsPerSecond);
    }

    static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}

package dev.touchstone.backend.http;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/// How the HTTP server listens.
///
/// @param host the address to listen on; default 127.0.0.1, so that nothing is reachable from outside unasked
/// @param port 0 to 65535, 0 for any free one; default 8400
/// @param maxBodyBytes the largest body of one request; default 1 MiB
/// @param maxBatchBytes the largest batch; default 64 MiB
/// @param requestsPerSecond what one key may send on average; default 2000
/// @param stopDeadline how long requests in flight may take when stopping; default 10s
/// @param bodies how request bodies are read
/// @param allowedHosts names besides loopback and [#host] under which clients ask for this server, such as that of a
///     proxy in front; none by default. With host 0.0.0.0 every address is taken, but no further name
/// @param failedSignInsPerMinute how often an address may come without a valid key; default 300
public record ServerConfig(
        String host,
        Integer port,
        Integer maxBodyBytes,
        Integer maxBatchBytes,
        Integer requestsPerSecond,
        Duration stopDeadline,
        BodyConfig bodies,
        List<String> allowedHosts,
        Integer failedSignInsPerMinute) {
    private static final Pattern HOST_NAME = Pattern.compile("[A-Za-z0-9._-]+|\\[?[0-9A-Fa-f:.]+]?");

    public ServerConfig {
        host = host == null ? "127.0.0.1" : host;
        port = port == null ? 8400 : port;
        maxBodyBytes = maxBodyBytes == null ? 1024 * 1024 : maxBodyBytes;
        maxBatchBytes = maxBatchBytes == null ? 64 * 1024 * 1024 : maxBatchBytes;
        requestsPerSecond = requestsPerSecond == null ? 2000 : requestsPerSecond;
        stopDeadline = stopDeadline == null ? Duration.ofSeconds(10) : stopDeadline;
        bodies = bodies == null ? BodyConfig.DEFAULT : bodies;
        allowedHosts = allowedHosts == null ? List.of() : List.copyOf(allowedHosts);
        failedSignInsPerMinute = failedSignInsPerMinute == null ? 300 : failedSignInsPerMinute;
        require(port >= 0 && port <= 65535, "port must be from 0 to 65535, was " + port);
        require(maxBodyBytes >= 1024, "max_body_bytes must be at least 1024, was " + maxBodyBytes);
        require(maxBatchBytes >= maxBodyBytes, "max_batch_bytes must be at least max_body_bytes");
        require(requestsPerSecond >= 1, "requests_per_second must be at least 1, was " + requestsPerSecond);
        allowedHosts.forEach(name -> require(
                HOST_NAME.matcher(name).matches(),
                "allowed_hosts must be names or addresses without scheme and port, such as touchstone.example.com"));
        require(
                failedSignInsPerMinute >= 1,
                "failed_sign_ins_per_minute must be at least 1, was " + failedSignInsPerMinute);
    }

    static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}

package dev.touchstone.bot.health;

/// Where a bot that runs alone tells how it is.
///
/// @param host loopback unless somebody wants it otherwise; default 127.0.0.1
/// @param port 0 for any that is free; default 8402
public record HealthConfig(String host, Integer port) {
    /// Every default.
    public static final HealthConfig USUAL = new HealthConfig("127.0.0.1", 8402);

    public HealthConfig {
        host = host == null ? "127.0.0.1" : host;
        port = port == null ? 8402 : port;
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be from 0 to 65535, was " + port);
        }
    }
}

package dev.touchstone.bot.health;

import java.util.Map;

/// Where a bot that runs alone tells how it is.
///
/// @param host loopback unless somebody wants it otherwise
/// @param port 0 for any that is free
public record HealthConfig(String host, int port) {
    public HealthConfig {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("TOUCHSTONE_BOT_HEALTH_PORT must be from 0 to 65535, was " + port);
        }
    }

    /// Reads `TOUCHSTONE_BOT_HEALTH_HOST` and `TOUCHSTONE_BOT_HEALTH_PORT`.
    ///
    /// @throws IllegalArgumentException when the port is none
    public static HealthConfig fromEnvironment(Map<String, String> environment) {
        String port = environment.getOrDefault("TOUCHSTONE_BOT_HEALTH_PORT", "8402");
        try {
            return new HealthConfig(
                    environment.getOrDefault("TOUCHSTONE_BOT_HEALTH_HOST", "127.0.0.1"), Integer.parseInt(port));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("TOUCHSTONE_BOT_HEALTH_PORT must be a number, was '" + port + "'", e);
        }
    }
}

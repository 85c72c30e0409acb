package dev.touchstone.backend;

import dev.touchstone.backend.config.ConfigLoader;
import dev.touchstone.backend.delivery.WebhookConfig;
import dev.touchstone.backend.drift.action.ActionConfig;
import dev.touchstone.backend.http.ServerConfig;
import dev.touchstone.backend.intake.IntakeConfig;
import dev.touchstone.backend.judge.JudgeConfig;
import dev.touchstone.backend.store.DatabaseConfig;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/// The whole configuration of the backend: `config/touchstone.yaml`, one section per record, each with its own
/// defaults.
///
/// @param server how the HTTP server listens
/// @param database where the data lives
/// @param intake how outputs are taken in
/// @param webhooks how pipelines are called back
/// @param judge which model judges
/// @param actions whom alarms' actions call
public record BackendConfig(
        ServerConfig server,
        DatabaseConfig database,
        IntakeConfig intake,
        WebhookConfig webhooks,
        JudgeConfig judge,
        ActionConfig actions) {
    private static final ConfigLoader LOADER = new ConfigLoader(
            Map.of(
                    "TOUCHSTONE_HOST", "server.host",
                    "TOUCHSTONE_PORT", "server.port",
                    "TOUCHSTONE_DATABASE_URL", "database.url",
                    "TOUCHSTONE_DATABASE_PASSWORD", "database.password",
                    "TOUCHSTONE_JUDGE_KEY", "judge.api_key",
                    "TOUCHSTONE_GITHUB_TOKEN", "actions.github_token",
                    "TOUCHSTONE_PAGERDUTY_KEY", "actions.pagerduty_key"),
            Set.of("database.password", "judge.api_key", "actions.github_token", "actions.pagerduty_key"));

    /// Reads the file, if it exists, under the environment's overrides.
    ///
    /// @throws dev.touchstone.backend.config.ConfigException listing every error
    public static BackendConfig load(Path file, Map<String, String> environment) {
        return LOADER.load(file, environment, BackendConfig.class);
    }

    /// Every default but the database.
    public static BackendConfig withDatabase(String url) {
        return load(Path.of("no-such-file.yaml"), Map.of("TOUCHSTONE_DATABASE_URL", url, "TOUCHSTONE_PORT", "0"));
    }
}

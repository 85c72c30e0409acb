package dev.touchstone.app;

import dev.touchstone.backend.BackendConfig;
import dev.touchstone.backend.config.ConfigLoader;
import dev.touchstone.bot.BotConfig;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// What `touchstone.yaml` says of the bot. A bot that runs alone reads this section and no other, so that one file
/// serves both programs.
///
/// @param bot how the bot runs; used by `serve` when `SLACK_BOT_TOKEN` is set, and by `bot`
public record BotSection(BotConfig bot) {
    private static final Map<String, String> ALIASES = aliases();
    private static final Set<String> SECRETS =
            Set.of("bot.slack.bot_token", "bot.slack.app_token", "bot.slack.signing_secret");

    private static Map<String, String> aliases() {
        Map<String, String> aliases = new HashMap<>();
        aliases.put("SLACK_BOT_TOKEN", "bot.slack.bot_token");
        aliases.put("SLACK_APP_TOKEN", "bot.slack.app_token");
        aliases.put("SLACK_SIGNING_SECRET", "bot.slack.signing_secret");
        aliases.put("SLACK_API_URL", "bot.slack.api_url");
        aliases.put("TOUCHSTONE_BOT_MODE", "bot.slack.mode");
        aliases.put("TOUCHSTONE_BOT_HOST", "bot.slack.host");
        aliases.put("TOUCHSTONE_BOT_PORT", "bot.slack.port");
        aliases.put("TOUCHSTONE_BOT_FOLDER", "bot.folder");
        aliases.put("TOUCHSTONE_BOT_CHANNEL", "bot.posting.default_channel");
        aliases.put("TOUCHSTONE_BOT_HEALTH_HOST", "bot.health.host");
        aliases.put("TOUCHSTONE_BOT_HEALTH_PORT", "bot.health.port");
        aliases.put("TOUCHSTONE_CONSOLE_URL", "bot.console_url");
        return aliases;
    }

    /// Whether a bot is to run: its token is given. Compose files hand variables on that are empty when nobody set
    /// them.
    static boolean wanted(Map<String, String> environment) {
        return !environment.getOrDefault("SLACK_BOT_TOKEN", "").isBlank();
    }

    /// Reads the section, if the file exists, under the environment's overrides.
    ///
    /// @throws dev.touchstone.backend.config.ConfigException listing every error
    static BotConfig load(Path file, Map<String, String> environment) {
        return new ConfigLoader(ALIASES, SECRETS, ConfigLoader.sectionsOf(BackendConfig.class))
                .load(file, environment, BotSection.class)
                .bot();
    }
}

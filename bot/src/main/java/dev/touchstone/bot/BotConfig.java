package dev.touchstone.bot;

import dev.touchstone.bot.health.HealthConfig;
import dev.touchstone.bot.posting.PostingConfig;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How the bot runs: section `bot` of `touchstone.yaml`. Secrets come from the environment only, and are never printed.
///
/// @param slack how it reaches Slack, and Slack it
/// @param posting how it posts
/// @param folder where it keeps what must survive a restart; each bot needs its own. Default `data/bot`
/// @param consoleUrl the console's address as reviewers reach it; null for none
/// @param health where a bot that runs alone tells how it is
public record BotConfig(
        SlackAccess slack,
        PostingConfig posting,
        Path folder,
        @Nullable String consoleUrl,
        HealthConfig health) {
    public BotConfig {
        posting = posting == null ? PostingConfig.USUAL : posting;
        folder = folder == null ? Path.of("data/bot") : folder;
        health = health == null ? HealthConfig.USUAL : health;
    }

    /// Socket Mode with every default.
    public static BotConfig socket(String botToken, String appToken, @Nullable String apiUrl, Path folder) {
        return of(new SlackAccess(SlackAccess.Mode.SOCKET, botToken, appToken, null, apiUrl, "127.0.0.1", 0), folder);
    }

    /// HTTP mode on loopback with every default.
    public static BotConfig http(
            String botToken, String signingSecret, @Nullable String apiUrl, int port, Path folder) {
        return of(
                new SlackAccess(SlackAccess.Mode.HTTP, botToken, null, signingSecret, apiUrl, "127.0.0.1", port),
                folder);
    }

    private static BotConfig of(SlackAccess slack, Path folder) {
        return new BotConfig(slack, PostingConfig.USUAL, folder, null, HealthConfig.USUAL);
    }

    public BotConfig withPosting(PostingConfig value) {
        return new BotConfig(slack, value, folder, consoleUrl, health);
    }

    public BotConfig withPostsPerSecond(double value) {
        return withPosting(new PostingConfig(value, posting.defaultChannel(), posting.lease(), posting.name()));
    }

    public BotConfig withLease(Duration value) {
        return withPosting(new PostingConfig(posting.maxPerSecond(), posting.defaultChannel(), value, posting.name()));
    }

    public BotConfig withConsole(@Nullable String value) {
        return new BotConfig(slack, posting, folder, value, health);
    }
}

package dev.touchstone.bot;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How the bot reaches Slack. Secrets come from the environment only, and are never printed.
///
/// @param mode how clicks come in
/// @param botToken `xoxb-…`
/// @param appToken `xapp-…`, for Socket Mode; null in HTTP mode
/// @param signingSecret for HTTP mode; null in Socket Mode
/// @param apiUrl another Web API than Slack's own, with a trailing slash; null for Slack
/// @param host where HTTP mode listens
/// @param port where HTTP mode listens; 0 for any that is free
/// @param folder where the bot keeps what must survive a restart; each bot needs its own
/// @param postsPerSecond messages per second and channel; Slack allows 1
/// @param defaultChannel where deliveries go that name no channel; null for nowhere
/// @param console the console's address as reviewers reach it; null for none
/// @param lease how long after this bot's death another one may try what it held, 5 s to 10 min
/// @param name what the backend's log calls this bot
public record BotConfig(
        Mode mode,
        String botToken,
        @Nullable String appToken,
        @Nullable String signingSecret,
        @Nullable String apiUrl,
        String host,
        int port,
        Path folder,
        double postsPerSecond,
        @Nullable String defaultChannel,
        @Nullable String console,
        Duration lease,
        String name) {
    /// Renewed while the work goes on: another bot waits only this long for what a dead one held.
    private static final Duration LEASE = Duration.ofSeconds(10);

    /// How clicks and commands come in.
    public enum Mode {
        /// Over a WebSocket that the bot opens; needs no public address.
        SOCKET,
        /// As signed requests to the bot's own address.
        HTTP
    }

    public BotConfig {
        List<String> errors = new ArrayList<>();
        if (!botToken.startsWith("xoxb-")) {
            errors.add("SLACK_BOT_TOKEN must be a bot token, which starts with xoxb-");
        }
        if (mode == Mode.SOCKET && (appToken == null || !appToken.startsWith("xapp-"))) {
            errors.add("SLACK_APP_TOKEN must be an app-level token, which starts with xapp-; Socket Mode needs it");
        }
        if (mode == Mode.HTTP && (signingSecret == null || signingSecret.isBlank())) {
            errors.add("SLACK_SIGNING_SECRET must be set; HTTP mode checks every request with it");
        }
        if (!(postsPerSecond > 0)) {
            errors.add("posts per second must be positive");
        }
        if (!errors.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", errors));
        }
        if (apiUrl != null && !apiUrl.endsWith("/")) {
            apiUrl = apiUrl + "/";
        }
    }

    /// Socket Mode with every default.
    public static BotConfig socket(String botToken, String appToken, @Nullable String apiUrl, Path folder) {
        return new BotConfig(
                Mode.SOCKET,
                botToken,
                appToken,
                null,
                apiUrl,
                "127.0.0.1",
                0,
                folder,
                1,
                null,
                null,
                LEASE,
                hostName());
    }

    /// HTTP mode on loopback with every default.
    public static BotConfig http(
            String botToken, String signingSecret, @Nullable String apiUrl, int port, Path folder) {
        return new BotConfig(
                Mode.HTTP,
                botToken,
                null,
                signingSecret,
                apiUrl,
                "127.0.0.1",
                port,
                folder,
                1,
                null,
                null,
                LEASE,
                hostName());
    }

    /// Reads `SLACK_BOT_TOKEN`, `SLACK_APP_TOKEN`, `SLACK_SIGNING_SECRET`, `SLACK_API_URL`, and
    /// `TOUCHSTONE_BOT_MODE` (`socket` or `http`), `_HOST`, `_PORT`, `_FOLDER`, `_CHANNEL` and
    /// `TOUCHSTONE_CONSOLE_URL`.
    ///
    /// @throws IllegalArgumentException listing every error
    public static BotConfig fromEnvironment(Map<String, String> environment) {
        boolean http = "http".equalsIgnoreCase(environment.get("TOUCHSTONE_BOT_MODE"));
        return new BotConfig(
                http ? Mode.HTTP : Mode.SOCKET,
                environment.getOrDefault("SLACK_BOT_TOKEN", ""),
                environment.get("SLACK_APP_TOKEN"),
                environment.get("SLACK_SIGNING_SECRET"),
                environment.get("SLACK_API_URL"),
                environment.getOrDefault("TOUCHSTONE_BOT_HOST", "127.0.0.1"),
                port(environment.getOrDefault("TOUCHSTONE_BOT_PORT", "8401")),
                Path.of(environment.getOrDefault("TOUCHSTONE_BOT_FOLDER", "data/bot")),
                1,
                environment.get("TOUCHSTONE_BOT_CHANNEL"),
                environment.get("TOUCHSTONE_CONSOLE_URL"),
                LEASE,
                hostName());
    }

    private static int port(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("TOUCHSTONE_BOT_PORT must be a number, was '" + text + "'", e);
        }
    }

    private static String hostName() {
        try {
            String name = InetAddress.getLocalHost().getHostName();
            return "bot@" + name.substring(0, Math.min(90, name.length()));
        } catch (UnknownHostException e) {
            return "bot";
        }
    }

    public BotConfig withPostsPerSecond(double value) {
        return new BotConfig(
                mode,
                botToken,
                appToken,
                signingSecret,
                apiUrl,
                host,
                port,
                folder,
                value,
                defaultChannel,
                console,
                lease,
                name);
    }

    public BotConfig withLease(Duration value) {
        return new BotConfig(
                mode,
                botToken,
                appToken,
                signingSecret,
                apiUrl,
                host,
                port,
                folder,
                postsPerSecond,
                defaultChannel,
                console,
                value,
                name);
    }

    public BotConfig withConsole(@Nullable String value) {
        return new BotConfig(
                mode,
                botToken,
                appToken,
                signingSecret,
                apiUrl,
                host,
                port,
                folder,
                postsPerSecond,
                defaultChannel,
                value,
                lease,
                name);
    }

    @Override
    public String toString() {
        return "BotConfig[mode=" + mode + ", apiUrl=" + apiUrl + ", folder=" + folder + ", name=" + name + "]";
    }
}

package dev.touchstone.bot;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How clicks and commands come in from Slack, and who the bot is there.
///
/// @param mode `socket` over a WebSocket that the bot opens, or `http` as signed requests to the bot's own
///     address; default `socket`
/// @param botToken `xoxb-…`; only ever from `SLACK_BOT_TOKEN`
/// @param appToken `xapp-…`, for Socket Mode; only ever from `SLACK_APP_TOKEN`
/// @param signingSecret for HTTP mode; only ever from `SLACK_SIGNING_SECRET`
/// @param apiUrl another Web API than Slack's own, also from `SLACK_API_URL`; null for Slack
/// @param host where HTTP mode listens; default 127.0.0.1
/// @param port where HTTP mode listens, 0 for any that is free; default 8401
public record SlackAccess(
        Mode mode,
        String botToken,
        @Nullable String appToken,
        @Nullable String signingSecret,
        @Nullable String apiUrl,
        String host,
        Integer port) {
    /// How clicks and commands come in.
    public enum Mode {
        /// Over a WebSocket that the bot opens; needs no public address.
        @JsonProperty("socket")
        SOCKET,
        /// As signed requests to the bot's own address.
        @JsonProperty("http")
        HTTP
    }

    public SlackAccess {
        mode = mode == null ? Mode.SOCKET : mode;
        List<String> errors = new ArrayList<>();
        complaint("SLACK_BOT_TOKEN", botToken, "xoxb-", "a bot token", "the bot posts with it")
                .ifPresent(errors::add);
        if (mode == Mode.SOCKET) {
            complaint("SLACK_APP_TOKEN", appToken, "xapp-", "an app-level token", "Socket Mode needs it")
                    .ifPresent(errors::add);
        }
        if (mode == Mode.HTTP && (signingSecret == null || signingSecret.isBlank())) {
            errors.add("SLACK_SIGNING_SECRET is not set; HTTP mode checks every request with it");
        }
        host = host == null ? "127.0.0.1" : host;
        port = port == null ? 8401 : port;
        if (port < 0 || port > 65_535) {
            errors.add("port must be from 0 to 65535, was " + port);
        }
        if (!errors.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", errors));
        }
        if (apiUrl != null && !apiUrl.endsWith("/")) {
            apiUrl = apiUrl + "/";
        }
    }

    /// What is wrong with a token: one that is missing is not called malformed.
    private static Optional<String> complaint(
            String variable, @Nullable String token, String prefix, String what, String why) {
        if (token == null || token.isBlank()) {
            return Optional.of(variable + " is not set; " + why);
        }
        return token.startsWith(prefix)
                ? Optional.empty()
                : Optional.of(variable + " must be " + what + ", which starts with " + prefix);
    }

    /// Without tokens and secrets, so that it can be logged.
    @Override
    public String toString() {
        return "SlackAccess[mode=" + mode + ", apiUrl=" + apiUrl + "]";
    }
}

package dev.touchstone.bot.doctor;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.SlackApiTextResponse;
import com.slack.api.methods.response.auth.AuthTestResponse;
import dev.touchstone.bot.BotConfig;
import dev.touchstone.bot.SlackAccess;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Asks Slack itself: is the token good, are the scopes there, can a socket be opened, is the bot in the channels,
/// do the clocks agree. Each failure says what to do.
public final class SlackDoctor implements AutoCloseable {
    private static final Set<String> NEEDED = new TreeSet<>(Set.of(
            "chat:write",
            "commands",
            "channels:read",
            "channels:history",
            "groups:read",
            "groups:history",
            "im:write",
            "im:history",
            "files:write",
            "files:read",
            "users:read",
            "usergroups:read"));
    private static final Duration MOST_SKEW = Duration.ofSeconds(60);

    private final BotConfig config;
    private final InstantSource clock;
    private final Slack slack;
    private final MethodsClient methods;

    public SlackDoctor(BotConfig config, InstantSource clock) {
        this.config = config;
        this.clock = clock;
        SlackConfig sdk = new SlackConfig();
        if (config.slack().apiUrl() != null) {
            sdk.setMethodsEndpointUrlPrefix(config.slack().apiUrl());
            sdk.setProxyUrl(null);
        }
        this.slack = Slack.getInstance(sdk);
        this.methods = slack.methods(config.slack().botToken());
    }

    /// Runs every check; a check that cannot run is a failed one.
    ///
    /// @param needs what the policies depend on
    public List<Finding> examine(SlackNeeds needs) {
        List<Finding> findings = new ArrayList<>();
        AuthTestResponse auth = authTest(findings);
        if (auth == null) {
            return findings;
        }
        findings.add(scopes(auth));
        findings.add(clockSkew(auth));
        if (config.slack().mode() == SlackAccess.Mode.SOCKET) {
            findings.add(socket());
        }
        findings.addAll(new Places(methods).examine(needs));
        return findings;
    }

    private @Nullable AuthTestResponse authTest(List<Finding> findings) {
        try {
            AuthTestResponse auth = ask(methods, slack -> slack.authTest(request -> request));
            if (auth.isOk()) {
                findings.add(Finding.ok("bot token", "it belongs to " + auth.getUser() + " in " + auth.getTeam()));
                return auth;
            }
            findings.add(Finding.failed(
                    "bot token",
                    "Slack says " + auth.getError(),
                    "copy the Bot User OAuth Token again from OAuth & Permissions into SLACK_BOT_TOKEN"));
        } catch (IOException e) {
            findings.add(Finding.failed(
                    "bot token",
                    "Slack cannot be reached: " + e.getMessage(),
                    "check that this machine may open https connections to slack.com, and SLACK_API_URL if it is set"));
        }
        return null;
    }

    private static Finding scopes(AuthTestResponse auth) {
        Set<String> granted = new TreeSet<>();
        for (String value : header(auth, "x-oauth-scopes")) {
            Arrays.stream(value.split(",")).map(String::trim).forEach(granted::add);
        }
        if (granted.isEmpty()) {
            return Finding.warning(
                    "scopes", "Slack did not say which are granted", "compare them with config/slack-manifest.yaml");
        }
        Set<String> missing = new TreeSet<>(NEEDED);
        missing.removeAll(granted);
        return missing.isEmpty()
                ? Finding.ok("scopes", "all that are needed are granted")
                : Finding.failed(
                        "scopes",
                        "missing: " + String.join(", ", missing),
                        "add them under OAuth & Permissions and install the app again");
    }

    private Finding clockSkew(AuthTestResponse auth) {
        List<String> dates = header(auth, "date");
        if (dates.isEmpty()) {
            return Finding.warning(
                    "clock", "Slack's answer has no date", "make sure this machine's clock is synchronised");
        }
        Instant theirs = ZonedDateTime.parse(dates.getFirst(), DateTimeFormatter.RFC_1123_DATE_TIME)
                .toInstant();
        Duration skew = Duration.between(theirs, clock.instant()).abs();
        return skew.compareTo(MOST_SKEW) <= 0
                ? Finding.ok("clock", "it agrees with Slack's within " + Math.max(1, skew.toSeconds()) + " s")
                : Finding.failed(
                        "clock",
                        "it differs from Slack's by " + skew.toSeconds() + " s",
                        "synchronise this machine's clock; signatures and undo windows depend on it");
    }

    private static List<String> header(AuthTestResponse auth, String name) {
        Map<String, List<String>> headers = auth.getHttpResponseHeaders();
        if (headers == null) {
            return List.of();
        }
        return headers.entrySet().stream()
                .filter(entry -> entry.getKey() != null && entry.getKey().equalsIgnoreCase(name))
                .flatMap(entry -> entry.getValue().stream())
                .toList();
    }

    private Finding socket() {
        try {
            var opened = ask(
                    slack.methods(config.slack().appToken()), socket -> socket.appsConnectionsOpen(request -> request));
            return opened.isOk()
                    ? Finding.ok("socket", "Slack offers one")
                    : Finding.failed(
                            "socket",
                            "Slack says " + opened.getError(),
                            "make an app-level token with the scope connections:write, put it into SLACK_APP_TOKEN, and"
                                    + " turn Socket Mode on");
        } catch (IOException e) {
            return Finding.failed("socket", "Slack cannot be reached: " + e.getMessage(), "try again");
        }
    }

    /// One question to Slack.
    interface Question<T extends SlackApiTextResponse> {
        T ask(MethodsClient methods) throws IOException, SlackApiException;
    }

    /// Asks, and takes no answer for one. An empty answer, which proxies send in Slack's name, makes the SDK stumble
    /// over the null that it read.
    ///
    /// @throws IOException when there was no answer, in words for people
    static <T extends SlackApiTextResponse> T ask(MethodsClient methods, Question<T> question) throws IOException {
        try {
            return Objects.requireNonNull(question.ask(methods));
        } catch (NullPointerException e) {
            throw new IOException("its answer is empty; is there a proxy between here and Slack?", e);
        } catch (SlackApiException e) {
            throw new IOException("it answers HTTP " + e.getResponse().code(), e);
        }
    }

    /// Asks, and takes a refusal for a failure.
    static <T extends SlackApiTextResponse> T granted(MethodsClient methods, Question<T> question) throws IOException {
        T answer = ask(methods, question);
        if (!answer.isOk()) {
            throw new IOException("Slack says " + answer.getError());
        }
        return answer;
    }

    @Override
    public void close() throws IOException {
        try {
            slack.close();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("the SDK did not close", e);
        }
    }
}

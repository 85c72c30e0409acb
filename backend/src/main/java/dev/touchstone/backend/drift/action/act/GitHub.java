package dev.touchstone.backend.drift.action.act;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.webhook.CallbackUrl;
import dev.touchstone.backend.webhook.Content;
import dev.touchstone.backend.webhook.OutboundClient;
import dev.touchstone.backend.webhook.OutboundClient.Answer;
import dev.touchstone.backend.webhook.RetryAfter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// GitHub's REST API, version 2022-11-28, as far as issues need it
/// (<https://docs.github.com/en/rest/issues/issues?apiVersion=2022-11-28>). Thread-safe.
final class GitHub {
    /// A hundred issues, each with the largest body GitHub takes, and some.
    private static final int MOST_BODY_BYTES = 16 << 20;

    private final OutboundClient http;
    private final ActionConfig config;
    private final InstantSource clock;

    GitHub(OutboundClient http, ActionConfig config, InstantSource clock) {
        this.http = http;
        this.config = config;
        this.clock = clock;
    }

    /// What came of a call: what GitHub says, or what is to be told instead.
    sealed interface Reply {
        record Body(JsonNode json) implements Reply {}

        record Instead(Outcome outcome) implements Reply {}
    }

    Reply get(String path) {
        return send("GET", path, null);
    }

    Reply post(String path, Map<String, String> body) {
        return send("POST", path, Json.write(body));
    }

    private Reply send(String method, String path, @Nullable String body) {
        String token = config.githubToken();
        if (token == null) {
            return failed(ActionConfig.GITHUB_TOKEN + " is not set. Set it in the environment, start Touchstone again,"
                    + " and start the action again.");
        }
        var headers = Map.of(
                "Accept", "application/vnd.github+json",
                "Authorization", "Bearer " + token,
                "X-GitHub-Api-Version", "2022-11-28");
        CallbackUrl url = CallbackUrl.check(config.githubUrl() + path);
        Content content = body == null ? null : Content.json(body);
        return switch (http.send(new OutboundClient.Request(method, url, headers, content, MOST_BODY_BYTES))) {
            case Answer.None none -> new Reply.Instead(new Outcome.Again("GitHub: " + none.why(), null));
            case Answer.Status status -> read(status, token);
        };
    }

    private Reply read(Answer.Status status, String token) {
        int code = status.code();
        Optional<JsonNode> json = json(status.text());
        if (code == 200 || code == 201) {
            // Done or not, without the answer nobody knows where; the next attempt looks for it.
            return json.<Reply>map(Reply.Body::new)
                    .orElseGet(() -> again("its answer (" + code + ") could not be read", null));
        }
        String said = json.map(GitHub::message)
                .map(text -> " (" + text.replace(token, "<token>") + ")")
                .orElse("");
        if (limited(status)) {
            return again("rate limit, status " + code, untilReset(status));
        }
        return switch (code) {
            case 401 ->
                failed("it refuses the token" + said + ". Set " + ActionConfig.GITHUB_TOKEN
                        + " to one that holds, start Touchstone again, and start the action again.");
            case 403 ->
                failed("the token may not do this" + said
                        + ". It needs the permission to write issues of the repository.");
            case 404 ->
                failed("there is no such repository, or the token does not see it" + said
                        + ". Correct the target in the policy, or give the token access.");
            case 410 -> failed("the repository has no issues" + said + ". Turn them on, or choose another target.");
            case 400, 422 -> failed("it does not take the request, status " + code + said + ".");
            case 301, 302, 307, 308 ->
                failed("the repository has moved, and redirects are not followed. Put its new"
                        + " name into the policy.");
            default -> again("status " + code, RetryAfter.parse(status.headers().get("retry-after"), clock.instant()));
        };
    }

    /// <https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api>: 403 or 429, and a
    /// header says which limit it was.
    private static boolean limited(Answer.Status status) {
        return status.code() == 429
                || status.code() == 403
                        && (status.headers().containsKey("retry-after")
                                || "0".equals(status.headers().get("x-ratelimit-remaining")));
    }

    private @Nullable Duration untilReset(Answer.Status status) {
        Instant now = clock.instant();
        Duration asked = RetryAfter.parse(status.headers().get("retry-after"), now);
        String reset = status.headers().get("x-ratelimit-reset");
        if (asked != null || reset == null || !reset.matches("\\d{1,12}")) {
            return asked;
        }
        return Duration.between(now, Instant.ofEpochSecond(Long.parseLong(reset)));
    }

    private static Optional<JsonNode> json(@Nullable String body) {
        try {
            return body == null || body.isBlank()
                    ? Optional.empty()
                    : Optional.of(Json.mapper().readTree(body));
        } catch (JsonProcessingException e) {
            // An answer of something in between; its status says enough.
            return Optional.empty();
        }
    }

    /// What GitHub says is wrong, in one line.
    private static String message(JsonNode json) {
        StringBuilder text = new StringBuilder(json.path("message").asText("no message"));
        json.path("errors")
                .forEach(error -> text.append("; ")
                        .append(
                                error.isTextual()
                                        ? error.asText()
                                        : error.path("message").asText("")));
        return AlarmFacts.atMost(text.toString().replaceAll("\\p{Cntrl}", " "), 300);
    }

    private static Reply again(String why, @Nullable Duration after) {
        return new Reply.Instead(new Outcome.Again("GitHub: " + why, after));
    }

    private static Reply failed(String text) {
        return new Reply.Instead(new Outcome.Failed("GitHub: " + text));
    }
}

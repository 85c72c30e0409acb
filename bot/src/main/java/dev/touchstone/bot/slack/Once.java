package dev.touchstone.bot.slack;

import com.slack.api.bolt.response.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Remembers what was answered to the latest requests. Slack delivers at least once, and an old signed request can
/// be sent again by whoever saw it: the second time gets the first answer and nothing else happens. Thread-safe.
final class Once {
    private static final int REMEMBERED = 1_000;

    private final Map<String, CompletableFuture<Response>> answers = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CompletableFuture<Response>> eldest) {
            return size() > REMEMBERED;
        }
    };

    /// The answer this body got or is about to get; null when it is new, and then [#answered] must follow.
    synchronized @Nullable CompletableFuture<Response> known(String body) {
        String key = hash(body);
        CompletableFuture<Response> known = answers.get(key);
        if (known == null) {
            answers.put(key, new CompletableFuture<>());
        }
        return known;
    }

    /// The answer this body got or is about to get; null when it has not come.
    synchronized @Nullable CompletableFuture<Response> answer(String body) {
        return answers.get(hash(body));
    }

    synchronized void answered(String body, Response response) {
        CompletableFuture<Response> waiting = answers.get(hash(body));
        if (waiting != null) {
            waiting.complete(response);
        }
    }

    /// As [#answered], for an answer that is none: the same body is new when it comes again.
    synchronized void forget(String body, Response response) {
        CompletableFuture<Response> waiting = answers.remove(hash(body));
        if (waiting != null) {
            waiting.complete(response);
        }
    }

    private static String hash(String body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(body.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

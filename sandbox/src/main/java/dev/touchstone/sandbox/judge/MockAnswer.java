package dev.touchstone.sandbox.judge;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the mock judge answers.
public sealed interface MockAnswer {
    /// A completion.
    ///
    /// @param content null for a message without one
    /// @param finish such as `stop` or `length`
    /// @param refusal null for none
    record Completion(
            @Nullable String content,
            String finish,
            @Nullable String refusal) implements MockAnswer {}

    /// A completion that says how likely its last word was.
    ///
    /// @param lead what stands before that word
    /// @param chances of what the last word might have been, by text, each 0 to 1; the likeliest is said
    record Weighed(String lead, Map<String, Double> chances) implements MockAnswer {
        String said() {
            return chances.entrySet().stream()
                    .max(Map.Entry.comparingByValue())
                    .orElseThrow()
                    .getKey();
        }
    }

    /// Anything over HTTP.
    record Status(int status, Map<String, String> headers, String body) implements MockAnswer {}

    /// A completion whose content has so many letters.
    record Huge(int bytes) implements MockAnswer {}

    /// A completion, one byte at a time.
    record Dribble(String content, Duration between) implements MockAnswer {}

    /// The connection is cut without an answer.
    record Reset() implements MockAnswer {}

    /// Nothing, until the caller hangs up.
    record Hang() implements MockAnswer {}

    /// Another answer, later.
    record Late(Duration by, MockAnswer answer) implements MockAnswer {}

    static MockAnswer of(String content) {
        return new Completion(content, "stop", null);
    }

    static MockAnswer status(int status) {
        return new Status(status, Map.of(), "{\"error\": {\"message\": \"as scripted\"}}");
    }
}

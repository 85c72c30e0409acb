package dev.touchstone.backend.evaluation;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Where verdicts are told to tools that show traces.
///
/// @param url where OTLP/HTTP takes logs, such as `http://127.0.0.1:4318/v1/logs`; null to tell nobody
/// @param headers sent with every call, as `name=value,name=value` with what is special percent-encoded; only ever from
///     `TOUCHSTONE_EVALUATIONS_HEADERS`, since they hold keys
/// @param deadline how long one call may take in all; default 10s
public record EvaluationConfig(
        @Nullable String url, @Nullable String headers, Duration deadline) {
    @SuppressWarnings({"NullAway", "ConstantValue"}) // Absent settings take their defaults.
    public EvaluationConfig {
        if (url != null) {
            EvaluationClient.target(url);
        }
        headerMap(headers);
        deadline = deadline == null ? Duration.ofSeconds(10) : deadline;
        if (deadline.compareTo(Duration.ofMillis(100)) < 0 || deadline.compareTo(Duration.ofSeconds(60)) > 0) {
            throw new IllegalArgumentException("deadline must be from 100ms to 60s");
        }
    }

    public boolean enabled() {
        return url != null;
    }

    /// As `OTEL_EXPORTER_OTLP_HEADERS` has them, in the form of
    /// [baggage](https://www.w3.org/TR/baggage/#header-content).
    Map<String, String> headerMap() {
        return headerMap(headers);
    }

    private static Map<String, String> headerMap(@Nullable String headers) {
        Map<String, String> map = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        if (headers == null || headers.isBlank()) {
            return map;
        }
        for (String pair : headers.split(",")) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? "" : pair.substring(0, equals).strip();
            if (!name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")) {
                throw new IllegalArgumentException(
                        "headers must be name=value, several of them with commas between; within a value, a comma is"
                                + " percent-encoded");
            }
            map.put(name, value(pair.substring(equals + 1).strip()));
        }
        return map;
    }

    private static String value(String encoded) {
        try {
            // Here a plus is itself, unlike in forms.
            String value = URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
            if (value.chars().allMatch(c -> c >= ' ' && c <= '~')) {
                return value;
            }
        } catch (IllegalArgumentException e) {
            // Told below like any other value that no header can have.
        }
        throw new IllegalArgumentException(
                "headers must have values of printable ASCII, in which a percent sign is percent-encoded");
    }

    /// Without headers and path, which may hold keys, so that a config can be logged.
    @Override
    public String toString() {
        return "EvaluationConfig[url=" + (url == null ? null : EvaluationClient.target(url)) + "]";
    }
}

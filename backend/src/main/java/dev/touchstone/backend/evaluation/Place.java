package dev.touchstone.backend.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.output.NewOutput;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where other tools know an output by: its span, the id that the model's provider gave the answer, or neither.
///
/// @param traceId 32 hexadecimal digits; null when unknown, and then the span's is too
/// @param spanId 16 hexadecimal digits
/// @param responseId null when unknown
record Place(
        @Nullable String traceId,
        @Nullable String spanId,
        @Nullable String responseId) {
    /// Outputs that were made of traces have such external ids, which stay when the texts are gone.
    private static final Pattern OF_TRACE = Pattern.compile("([0-9a-f]{32}):([0-9a-f]{16})");

    private static final Pattern TRACE = Pattern.compile("(?!0{32})[0-9a-f]{32}");
    private static final Pattern SPAN = Pattern.compile("(?!0{16})[0-9a-f]{16}");

    /// @param body null when it is gone
    static Place of(String externalId, @Nullable NewOutput body) {
        String response = text(body, "response_id");
        Matcher made = OF_TRACE.matcher(externalId);
        if (made.matches()) {
            return new Place(made.group(1), made.group(2), response);
        }
        String trace = text(body, "trace_id");
        String span = text(body, "span_id");
        return trace != null
                        && span != null
                        && TRACE.matcher(trace.toLowerCase(Locale.ROOT)).matches()
                        && SPAN.matcher(span.toLowerCase(Locale.ROOT)).matches()
                ? new Place(trace.toLowerCase(Locale.ROOT), span.toLowerCase(Locale.ROOT), response)
                : new Place(null, null, response);
    }

    private static @Nullable String text(@Nullable NewOutput body, String key) {
        JsonNode value = body == null ? null : body.metadata().get(key);
        return value == null || !value.isTextual() || value.textValue().isBlank() ? null : value.textValue();
    }
}

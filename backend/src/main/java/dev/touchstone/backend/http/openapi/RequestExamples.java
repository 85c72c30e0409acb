package dev.touchstone.backend.http.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An example of each body that the API takes, by the name of its type: what somebody would send, for whom the page at
/// `/docs` fills it in. A test reads each as the server would.
final class RequestExamples {
    private static final JsonNode ALL = read();

    private RequestExamples() {}

    private static JsonNode read() {
        try (InputStream in = RequestExamples.class.getResourceAsStream("request-examples.json")) {
            byte[] bytes = Objects.requireNonNull(in, "request-examples.json is missing")
                    .readAllBytes();
            return Json.read(new String(bytes, StandardCharsets.UTF_8), JsonNode.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Null when there is none.
    static @Nullable JsonNode of(Type body) {
        return body instanceof Class<?> type ? ALL.get(type.getSimpleName()) : null;
    }
}

package dev.touchstone.backend.otlp.span;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One span.
///
/// @param ids which one it is
/// @param name what was done
/// @param endNs when it ended, nanoseconds since 1970; 0 when unknown
/// @param attributes by name; lists and maps as JSON
/// @param events in the order they happened
/// @param resource the attributes of the program that sent it
public record Span(
        Ids ids,
        String name,
        long endNs,
        Map<String, JsonNode> attributes,
        List<Event> events,
        Map<String, JsonNode> resource) {
    /// @param trace 32 hexadecimal digits
    /// @param span 16 hexadecimal digits
    /// @param parent 16 hexadecimal digits; null for the first of a trace
    public record Ids(String trace, String span, @Nullable String parent) {}

    /// Something that happened during a span.
    public record Event(String name, Map<String, JsonNode> attributes) {}

    /// A text that every database keeps: PostgreSQL has no NUL.
    static String storable(String text) {
        return text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
    }

    /// An attribute; missing when it is absent.
    public JsonNode get(String attribute) {
        return Objects.requireNonNullElse(attributes.get(attribute), MissingNode.getInstance());
    }

    /// The text of an attribute; empty when it is absent, no text or blank.
    public Optional<String> text(String attribute) {
        return text(get(attribute));
    }

    /// The text of an attribute of the program that sent it.
    public Optional<String> resourceText(String attribute) {
        return text(Objects.requireNonNullElse(resource.get(attribute), MissingNode.getInstance()));
    }

    private static Optional<String> text(JsonNode value) {
        return value.isValueNode() && !value.isNull() && !value.asText().isBlank()
                ? Optional.of(value.asText())
                : Optional.empty();
    }
}

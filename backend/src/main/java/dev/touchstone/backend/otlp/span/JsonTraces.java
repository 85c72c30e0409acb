package dev.touchstone.backend.otlp.span;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.wire.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads OTLP's JSON, which is not quite protobuf's: ids are hexadecimal, 64-bit numbers are texts. Senders differ, so
/// ids in Base64, numbers as numbers and names in snake case are read as well; what is unknown is passed over.
final class JsonTraces {
    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]+");
    private static final int TRACE_BYTES = 16;
    private static final int SPAN_BYTES = 8;

    private JsonTraces() {}

    static ReadTraces read(byte[] body) throws ReadTraces.Unreadable {
        JsonNode request;
        try {
            request = Json.mapper().readTree(body);
        } catch (JsonProcessingException e) {
            throw new ReadTraces.Unreadable("the body is not JSON, or is cut off", e);
        } catch (IOException e) {
            throw new ReadTraces.Unreadable("the body cannot be read", e);
        }
        List<Span> spans = new ArrayList<>();
        int broken = 0;
        for (JsonNode resource : field(request, "resourceSpans")) {
            Map<String, JsonNode> program = attributes(field(field(resource, "resource"), "attributes"));
            for (JsonNode scope : field(resource, "scopeSpans")) {
                for (JsonNode span : field(scope, "spans")) {
                    String trace = id(field(span, "traceId"), TRACE_BYTES);
                    String own = id(field(span, "spanId"), SPAN_BYTES);
                    if (trace == null || own == null) {
                        broken++;
                    } else {
                        String parent = id(field(span, "parentSpanId"), SPAN_BYTES);
                        spans.add(span(span, new Span.Ids(trace, own, parent), program));
                    }
                }
            }
        }
        return new ReadTraces(spans, broken);
    }

    private static Span span(JsonNode span, Span.Ids ids, Map<String, JsonNode> program) {
        List<Span.Event> events = new ArrayList<>();
        for (JsonNode event : field(span, "events")) {
            events.add(new Span.Event(field(event, "name").asText(), attributes(field(event, "attributes"))));
        }
        return new Span(
                ids,
                Span.storable(field(span, "name").asText()),
                number(field(span, "endTimeUnixNano")).asLong(0),
                attributes(field(span, "attributes")),
                events,
                program);
    }

    private static JsonNode field(JsonNode object, String name) {
        JsonNode value = object.path(name);
        return value.isMissingNode()
                ? object.path(name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT))
                : value;
    }

    /// Null for none, and for what is no id.
    private static @Nullable String id(JsonNode node, int bytes) {
        String text = node.asText("");
        String hex = text;
        if (text.length() != bytes * 2 || !HEX.matcher(text).matches()) {
            try {
                byte[] decoded = Base64.getDecoder().decode(text);
                if (decoded.length != bytes) {
                    return null;
                }
                hex = HexFormat.of().formatHex(decoded);
            } catch (IllegalArgumentException e) {
                return null;
            }
        }
        return hex.chars().allMatch(digit -> digit == '0') ? null : hex.toLowerCase(Locale.ROOT);
    }

    private static Map<String, JsonNode> attributes(JsonNode pairs) {
        Map<String, JsonNode> attributes = new LinkedHashMap<>();
        for (JsonNode pair : pairs) {
            attributes.put(field(pair, "key").asText(), value(field(pair, "value")));
        }
        return attributes;
    }

    private static JsonNode value(JsonNode any) {
        Map.Entry<String, JsonNode> only = any.properties().stream().findFirst().orElse(null);
        if (only == null) {
            return NullNode.getInstance();
        }
        JsonNode value = only.getValue();
        return switch (only.getKey().replace("_", "").toLowerCase(Locale.ROOT)) {
            case "stringvalue" -> TextNode.valueOf(Span.storable(value.asText()));
            case "boolvalue", "bytesvalue" -> value;
            case "intvalue" -> number(value);
            case "doublevalue" -> DoubleNode.valueOf(value.asDouble());
            case "arrayvalue" -> {
                ArrayNode array = JsonNodeFactory.instance.arrayNode();
                field(value, "values").forEach(one -> array.add(value(one)));
                yield array;
            }
            case "kvlistvalue" -> {
                ObjectNode object = JsonNodeFactory.instance.objectNode();
                field(value, "values")
                        .forEach(pair -> object.set(field(pair, "key").asText(), value(field(pair, "value"))));
                yield object;
            }
            default -> NullNode.getInstance();
        };
    }

    private static JsonNode number(JsonNode value) {
        if (value.isTextual()) {
            try {
                return LongNode.valueOf(
                        Long.parseLong(Objects.requireNonNull(value.textValue()).strip()));
            } catch (NumberFormatException e) {
                return NullNode.getInstance();
            }
        }
        return value;
    }
}

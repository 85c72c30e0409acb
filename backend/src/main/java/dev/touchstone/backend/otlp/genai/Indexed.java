package dev.touchstone.backend.otlp.genai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.backend.otlp.span.Span;
import java.util.Map;
import java.util.TreeMap;

/// Puts together what instrumentations have taken apart into attributes such as `gen_ai.prompt.0.role`.
final class Indexed {
    private static final int MOST = 2_000;

    private Indexed() {}

    /// What stands under `prefix.0`, `prefix.1` …, each an object; empty when there is nothing.
    ///
    /// @param inner what follows the number, such as `message`; empty for nothing
    static ArrayNode list(Span span, String prefix, String inner) {
        return list(span.attributes(), prefix, inner);
    }

    static ArrayNode list(Map<String, JsonNode> attributes, String prefix, String inner) {
        TreeMap<Integer, ObjectNode> found = new TreeMap<>();
        String before = prefix + ".";
        attributes.forEach((name, value) -> {
            if (!name.startsWith(before)) {
                return;
            }
            int end = name.indexOf('.', before.length());
            String number = end < 0 ? "" : name.substring(before.length(), end);
            String rest = end < 0 ? "" : name.substring(end + 1);
            if (!number.matches("\\d{1,4}") || Integer.parseInt(number) >= MOST) {
                return;
            }
            if (!inner.isEmpty()) {
                if (!rest.startsWith(inner + ".")) {
                    return;
                }
                rest = rest.substring(inner.length() + 1);
            }
            found.computeIfAbsent(Integer.parseInt(number), missing -> JsonNodeFactory.instance.objectNode())
                    .set(rest, value);
        });
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        found.values().forEach(list::add);
        return list;
    }

    /// A list inside an object that [#list] made.
    static ArrayNode within(JsonNode object, String prefix, String inner) {
        Map<String, JsonNode> attributes = new TreeMap<>();
        object.properties().forEach(entry -> attributes.put(entry.getKey(), entry.getValue()));
        return list(attributes, prefix, inner);
    }
}

package dev.touchstone.sandbox.workspace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// The few JSON moves everything here is made of. Slack's wire shapes are kept as trees on purpose: a stand-in that
/// parsed blocks into classes would lose what it does not know.
public final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    public static ArrayNode strings(Collection<String> values) {
        ArrayNode array = array();
        values.forEach(array::add);
        return array;
    }

    public static ArrayNode objects(Collection<? extends JsonNode> values) {
        return array().addAll(List.copyOf(values));
    }

    /// The tree, or empty when the text is not JSON.
    public static Optional<JsonNode> read(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(MAPPER.readTree(text));
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }

    /// The tree of what must be JSON.
    ///
    /// @throws IllegalArgumentException when it is not
    public static JsonNode parse(String text) {
        return read(text).orElseThrow(() -> new IllegalArgumentException("not JSON: " + text));
    }

    public static String write(JsonNode tree) {
        return tree.toString();
    }

    /// A text member, or null when it is absent, null or not a text.
    public static @Nullable String text(JsonNode tree, String member) {
        return tree.path(member).textValue();
    }

    public static List<JsonNode> items(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    public static ArrayNode arrayAt(JsonNode tree, String member) {
        return tree.get(member) instanceof ArrayNode array ? array : array();
    }
}

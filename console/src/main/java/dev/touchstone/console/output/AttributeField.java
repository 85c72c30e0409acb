package dev.touchstone.console.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.output.Attribute;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One attribute in a form. Cleared means that there is no value.
///
/// @param index its place, which names its field: names are too free for that
/// @param shown what the field is filled with; empty when there is no value
public record AttributeField(int index, String name, Attribute attribute, String shown) {
    static List<AttributeField> of(NewOutput body) {
        List<AttributeField> fields = new ArrayList<>();
        body.attributes()
                .forEach((name, attribute) ->
                        fields.add(new AttributeField(fields.size(), name, attribute, shown(attribute))));
        return fields;
    }

    private static String shown(Attribute attribute) {
        if (attribute.missing()) {
            return "";
        }
        JsonNode value = attribute.value();
        return value.isTextual() ? value.textValue() : value.toString();
    }

    public String field() {
        return "attribute." + index;
    }

    public boolean wide() {
        return shown.length() > 80 || shown.indexOf('\n') >= 0;
    }

    /// The right value that a reviewer wrote; empty when they changed nothing.
    ///
    /// @throws JsonProcessingException when the value was no text and what they wrote is no JSON
    public Optional<JsonNode> corrected(@Nullable String written) throws JsonProcessingException {
        if (written == null || written.strip().equals(shown.strip())) {
            return Optional.empty();
        }
        String text = written.strip();
        if (text.isEmpty()) {
            return Optional.of(NullNode.getInstance());
        }
        JsonNode value = parse(text);
        return same(value) ? Optional.empty() : Optional.of(value);
    }

    /// Keeps the kind of the original: a number stays a number, a text is never read as one.
    private JsonNode parse(String text) throws JsonProcessingException {
        if (attribute.value().isTextual() && !attribute.missing()) {
            return TextNode.valueOf(text);
        }
        if (!attribute.missing()) {
            return Json.mapper().readTree(text);
        }
        try {
            JsonNode value = Json.mapper().readTree(text);
            return value.isNull() || value.isMissingNode() ? TextNode.valueOf(text) : value;
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(text);
        }
    }

    private boolean same(JsonNode value) {
        JsonNode original = attribute.value();
        return value.isNumber() && original.isNumber()
                ? value.decimalValue().compareTo(original.decimalValue()) == 0
                : value.equals(original);
    }
}

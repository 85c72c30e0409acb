package dev.touchstone.api.output;

import dev.touchstone.api.wire.Check;
import dev.touchstone.api.wire.InvalidField;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/// One extracted attribute. On the wire either `{"value": …, "confidence": 0.93}` or the bare value.
///
/// @param value any JSON value; JSON `null` says that the model found none
/// @param confidence the model's confidence in this value, 0 to 1; null when it gave none
public record Attribute(JsonNode value, @Nullable Double confidence) {
    public Attribute {
        Check.probability("confidence", confidence);
    }

    public static Attribute of(JsonNode value) {
        return new Attribute(value, null);
    }

    /// Whether the model says there is no value: JSON `null` or an empty text.
    public boolean missing() {
        return value.isNull()
                || value.isMissingNode()
                || value.isTextual() && value.textValue().isBlank();
    }

    /// An object is read as `{value, confidence}` only if it has nothing but these two fields; any other is itself the
    /// value, because extraction pipelines do return objects.
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Attribute read(@Nullable JsonNode node) {
        if (node == null || !node.isObject() || !node.has("value") || !onlyValueAndConfidence(node)) {
            return of(node == null ? NullNode.getInstance() : node);
        }
        JsonNode confidence = node.get("confidence");
        if (confidence == null || confidence.isNull()) {
            return of(node.get("value"));
        }
        if (!confidence.isNumber()) {
            throw new InvalidField("confidence", "must be a number from 0 to 1");
        }
        return new Attribute(node.get("value"), confidence.doubleValue());
    }

    private static boolean onlyValueAndConfidence(JsonNode node) {
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!name.equals("value") && !name.equals("confidence")) {
                return false;
            }
        }
        return true;
    }
}

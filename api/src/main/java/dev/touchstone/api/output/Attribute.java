package dev.touchstone.api.output;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.touchstone.api.wire.Check;
import dev.touchstone.api.wire.InvalidField;
import org.jspecify.annotations.Nullable;

/// One extracted attribute. On the wire either `{"value": …, "confidence": 0.93}` or the bare value: a text, a
/// number, true, false, null or a list of these.
///
/// @param value any JSON value; JSON `null` says that the model found none
/// @param confidence the model's confidence in this value, 0 to 1; null when it gave none
public record Attribute(JsonNode value, @Nullable Double confidence) {
    private static final String WRAPPED =
            "an object or a list of objects that is itself the value is sent as {\"value\": …}";

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

    /// A bare value is a text, a number, true, false, null or a list of these. An object is always the attribute
    /// itself: were one with a misspelt or a further member taken as a bare value, its confidence would be lost
    /// without a word, and an output that belongs before a person would be approved.
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Attribute read(@Nullable JsonNode node) {
        if (node == null) {
            return of(NullNode.getInstance());
        }
        if (!node.isObject()) {
            requireNoObject(node);
            return of(node);
        }
        node.fieldNames().forEachRemaining(Attribute::requireMember);
        if (!node.has("value")) {
            throw new InvalidField("value", "is missing; " + WRAPPED);
        }
        JsonNode confidence = node.get("confidence");
        if (confidence == null || confidence.isNull()) {
            return of(node.get("value"));
        }
        return new Attribute(node.get("value"), confidence(confidence));
    }

    private static @Nullable Double confidence(JsonNode node) {
        try {
            return ConfidenceReader.read(node);
        } catch (InvalidField e) {
            throw new InvalidField("confidence", String.valueOf(e.getMessage()));
        }
    }

    private static void requireMember(String name) {
        if (!name.equals("value") && !name.equals("confidence")) {
            throw new InvalidField(name, "is no part of an attribute, which has value and confidence; " + WRAPPED);
        }
    }

    private static void requireNoObject(JsonNode list) {
        for (int i = 0; i < list.size(); i++) {
            if (!list.get(i).isValueNode()) {
                throw new InvalidField(
                        String.valueOf(i),
                        "is " + (list.get(i).isObject() ? "an object" : "a list")
                                + " in a bare list, which holds texts, numbers, true, false or null; " + WRAPPED);
            }
        }
    }
}

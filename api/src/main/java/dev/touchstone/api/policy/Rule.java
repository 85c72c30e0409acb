package dev.touchstone.api.policy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.api.wire.Check;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.api.wire.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A condition on the attributes of an output; where it holds, the output goes to review. On the wire one of
///
/// - `{"any": [rule, …]}` and `{"all": [rule, …]}`, nested as deep as eight,
/// - `{"attribute": "price", "below": 0.9}`: its confidence is below 0.9,
/// - `{"attribute": "price", "missing": true}`: there is no value,
/// - `{"attribute": "price", "missing_confidence": true}`: there is a value without a confidence.
///
/// The attribute name `*` stands for any attribute of the output; with `missing` it cannot be used, because a
/// missing attribute has to be named.
public sealed interface Rule {
    int MAX_DEPTH = 8;

    /// At least one of the rules holds.
    record Any(List<Rule> rules) implements Rule {
        public Any {
            rules = nonEmpty("any", rules);
        }

        @JsonValue
        JsonNode write() {
            return list("any", rules);
        }
    }

    /// Every one of the rules holds.
    record All(List<Rule> rules) implements Rule {
        public All {
            rules = nonEmpty("all", rules);
        }

        @JsonValue
        JsonNode write() {
            return list("all", rules);
        }
    }

    /// The attribute's confidence is given and below the threshold, 0 to 1.
    record Below(String attribute, double threshold) implements Rule {
        public Below {
            Check.label("attribute", attribute, 200);
            Check.probability("below", threshold);
        }

        @JsonValue
        JsonNode write() {
            return leaf(attribute).put("below", threshold);
        }
    }

    /// The attribute is absent, null or blank.
    record Missing(String attribute) implements Rule {
        public Missing {
            Check.label("attribute", attribute, 200);
            if (attribute.equals("*")) {
                throw new InvalidField("attribute", "must be a name when the rule is 'missing'; '*' names none");
            }
        }

        @JsonValue
        JsonNode write() {
            return leaf(attribute).put("missing", true);
        }
    }

    /// The attribute has a value but no confidence.
    record MissingConfidence(String attribute) implements Rule {
        public MissingConfidence {
            Check.label("attribute", attribute, 200);
        }

        @JsonValue
        JsonNode write() {
            return leaf(attribute).put("missing_confidence", true);
        }
    }

    @JsonCreator
    static Rule read(JsonNode node) {
        return read(node, 1);
    }

    private static Rule read(JsonNode node, int depth) {
        if (depth > MAX_DEPTH) {
            throw new InvalidField("", "attribute rules may nest at most " + MAX_DEPTH + " deep");
        }
        if (node.isObject() && node.size() == 1 && node.has("any")) {
            return new Any(readAll(node.get("any"), depth));
        }
        if (node.isObject() && node.size() == 1 && node.has("all")) {
            return new All(readAll(node.get("all"), depth));
        }
        if (node.isObject() && node.size() == 2 && node.path("attribute").isTextual()) {
            String attribute = node.get("attribute").textValue();
            if (node.path("below").isNumber()) {
                return new Below(attribute, node.get("below").doubleValue());
            }
            if (isTrue(node.get("missing"))) {
                return new Missing(attribute);
            }
            if (isTrue(node.get("missing_confidence"))) {
                return new MissingConfidence(attribute);
            }
        }
        throw new InvalidField(
                "",
                "an attribute rule is {any: […]}, {all: […]}, or {attribute: name} with one of below: 0..1,"
                        + " missing: true, missing_confidence: true");
    }

    private static boolean isTrue(@Nullable JsonNode node) {
        return node != null && node.isBoolean() && node.booleanValue();
    }

    private static List<Rule> readAll(JsonNode nodes, int depth) {
        List<Rule> rules = new ArrayList<>();
        for (JsonNode node : nodes) {
            rules.add(read(node, depth + 1));
        }
        return rules;
    }

    private static List<Rule> nonEmpty(String field, List<Rule> rules) {
        if (rules.isEmpty()) {
            throw new InvalidField(field, "needs at least one rule");
        }
        return List.copyOf(rules);
    }

    private static JsonNode list(String name, List<Rule> rules) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        ArrayNode array = node.putArray(name);
        rules.forEach(rule -> array.add(Json.mapper().<JsonNode>valueToTree(rule)));
        return node;
    }

    private static ObjectNode leaf(String attribute) {
        return JsonNodeFactory.instance.objectNode().put("attribute", attribute);
    }
}

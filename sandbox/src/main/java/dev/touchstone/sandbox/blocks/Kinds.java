package dev.touchstone.sandbox.blocks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// A choice of shapes by the `type` member.
final class Kinds implements Rule {
    private final Map<String, Rule> shapes;

    Kinds(Map<String, ? extends Rule> shapes) {
        this.shapes = Map.copyOf(shapes);
    }

    Kinds only(String... types) {
        Map<String, Rule> some = new HashMap<>(shapes);
        some.keySet().retainAll(Set.of(types));
        return new Kinds(some);
    }

    @Override
    public void check(JsonNode value, Place place, Findings findings) {
        if (!value.isObject()) {
            findings.add(place, "must provide an object");
            return;
        }
        String type = value.path("type").asText("");
        Rule shape = shapes.get(type);
        if (type.isEmpty()) {
            findings.add(place, "missing required field: type");
        } else if (shape == null) {
            findings.add(place.at("type"), "unsupported type: " + type);
        } else {
            shape.check(value, place, findings);
        }
    }
}

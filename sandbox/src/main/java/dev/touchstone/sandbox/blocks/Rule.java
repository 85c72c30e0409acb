package dev.touchstone.sandbox.blocks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// One check of one value. Rules are combined into shapes, shapes into the tables of blocks and elements.
@FunctionalInterface
interface Rule {
    void check(JsonNode value, Place place, Findings findings);

    default Rule and(Rule other) {
        return (value, place, findings) -> {
            check(value, place, findings);
            other.check(value, place, findings);
        };
    }

    static Rule anything() {
        return (value, place, findings) -> {};
    }

    /// Characters are counted as Slack counts them, in UTF-16 units.
    static Rule string(int least, int most) {
        return (value, place, findings) -> {
            if (!value.isTextual()) {
                findings.add(place, "must provide a string");
            } else if (value.textValue().length() < least) {
                findings.add(place, "must be more than " + (least - 1) + " characters");
            } else if (value.textValue().length() > most) {
                findings.add(place, "must be less than " + (most + 1) + " characters");
            }
        };
    }

    static Rule bool() {
        return (value, place, findings) -> {
            if (!value.isBoolean()) {
                findings.add(place, "must provide a boolean");
            }
        };
    }

    static Rule number(double least, double most) {
        return (value, place, findings) -> {
            if (!value.isNumber()) {
                findings.add(place, "must provide a number");
            } else if (value.doubleValue() < least || value.doubleValue() > most) {
                findings.add(place, "must be between " + least + " and " + most);
            }
        };
    }

    static Rule oneOf(String... allowed) {
        List<String> values = List.of(allowed);
        return (value, place, findings) -> {
            if (!value.isTextual() || !values.contains(value.textValue())) {
                findings.add(place, "must be one of: " + String.join(", ", values));
            }
        };
    }

    static Rule matching(String pattern, String complaint) {
        return (value, place, findings) -> {
            if (!value.isTextual() || !value.textValue().matches(pattern)) {
                findings.add(place, complaint);
            }
        };
    }

    static Rule url() {
        return string(1, 3000).and(matching("(?s)(https?|mailto|slack)://?.*", "must be a valid URL"));
    }

    static Rule list(Rule item, int least, int most) {
        return (value, place, findings) -> {
            if (!value.isArray()) {
                findings.add(place, "must provide an array");
                return;
            }
            if (value.size() < least) {
                findings.add(place, "no less than " + least + " items allowed");
            }
            if (value.size() > most) {
                findings.add(place, "no more than " + most + " items allowed");
            }
            for (int index = 0; index < value.size(); index++) {
                item.check(value.get(index), place.at(index), findings);
            }
        };
    }
}

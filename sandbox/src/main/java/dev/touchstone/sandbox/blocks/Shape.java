package dev.touchstone.sandbox.blocks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// An object with known members, each with its rule. Slack refuses members it does not know, so this does too.
final class Shape implements Rule {
    private final Map<String, Rule> members;
    private final Set<String> required;
    private final Rule whole;

    private Shape(Map<String, Rule> members, Set<String> required, Rule whole) {
        this.members = Map.copyOf(members);
        this.required = Set.copyOf(required);
        this.whole = whole;
    }

    static Shape of() {
        return new Shape(Map.of(), Set.of(), Rule.anything());
    }

    /// A shape with a `type` member, whose value the caller has already looked at.
    static Shape typed() {
        return of().optional("type", Rule.anything());
    }

    Shape optional(String member, Rule rule) {
        Map<String, Rule> more = new HashMap<>(members);
        more.put(member, rule);
        return new Shape(more, required, whole);
    }

    Shape required(String member, Rule rule) {
        Set<String> more = new HashSet<>(required);
        more.add(member);
        return new Shape(optional(member, rule).members, more, whole);
    }

    /// A check across members, made after each member's own.
    Shape also(Rule check) {
        return new Shape(members, required, whole.and(check));
    }

    Set<String> members() {
        return members.keySet();
    }

    @Override
    public void check(JsonNode value, Place place, Findings findings) {
        if (!value.isObject()) {
            findings.add(place, "must provide an object");
            return;
        }
        required.stream().sorted().filter(member -> isAbsent(value, member)).forEach(member -> {
            findings.add(place, "missing required field: " + member);
        });
        value.properties().forEach(entry -> {
            Rule rule = members.get(entry.getKey());
            if (rule == null) {
                findings.add(place, "invalid additional property: " + entry.getKey());
            } else if (!entry.getValue().isNull()) {
                rule.check(entry.getValue(), place.at(entry.getKey()), findings);
            }
        });
        whole.check(value, place, findings);
    }

    private static boolean isAbsent(JsonNode value, String member) {
        return value.path(member).isMissingNode() || value.path(member).isNull();
    }
}

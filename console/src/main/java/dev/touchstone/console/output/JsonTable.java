package dev.touchstone.console.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// JSON as people read it: an object as names and values, with the names of what lies within in front; a list
/// of objects as rows.
///
/// @param heads of the columns
/// @param rows each as long as the heads
/// @param more how many rows are left out
public record JsonTable(List<String> heads, List<List<String>> rows, int more) {
    private static final int MOST_ROWS = 200;
    private static final int MOST_COLUMNS = 10;
    private static final int DEEPEST = 8;

    public JsonTable {
        heads = List.copyOf(heads);
        rows = List.copyOf(rows);
    }

    /// Empty for what has no such form: a number, an empty object, a list of single values.
    static Optional<JsonTable> of(JsonNode json) {
        if (json.isArray() && !json.isEmpty()) {
            return list(json);
        }
        if (!json.isObject() || json.isEmpty()) {
            return Optional.empty();
        }
        List<List<String>> rows = new ArrayList<>();
        flatten("", json, 0, rows);
        return Optional.of(cut(List.of("Field", "Value"), rows));
    }

    private static Optional<JsonTable> list(JsonNode json) {
        Set<String> heads = new LinkedHashSet<>();
        for (JsonNode item : json) {
            if (!item.isObject()) {
                return Optional.empty();
            }
            item.fieldNames().forEachRemaining(heads::add);
        }
        if (heads.isEmpty() || heads.size() > MOST_COLUMNS) {
            return Optional.empty();
        }
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode item : json) {
            rows.add(heads.stream()
                    .map(head -> item.has(head) ? shown(item.get(head)) : "")
                    .toList());
        }
        return Optional.of(cut(List.copyOf(heads), rows));
    }

    private static void flatten(String name, JsonNode node, int depth, List<List<String>> rows) {
        if (depth < DEEPEST && node.isObject() && !node.isEmpty()) {
            node.properties()
                    .forEach(field -> flatten(
                            name.isEmpty() ? field.getKey() : name + " · " + field.getKey(),
                            field.getValue(),
                            depth + 1,
                            rows));
        } else if (depth < DEEPEST
                && node.isArray()
                && !node.isEmpty()
                && node.get(0).isObject()) {
            for (int i = 0; i < node.size(); i++) {
                flatten(name + " " + (i + 1), node.get(i), depth + 1, rows);
            }
        } else {
            rows.add(List.of(name, shown(node)));
        }
    }

    private static String shown(JsonNode node) {
        return node.isTextual() ? node.textValue() : node.isNull() ? "–" : node.toString();
    }

    private static JsonTable cut(List<String> heads, List<List<String>> rows) {
        int shown = Math.min(rows.size(), MOST_ROWS);
        return new JsonTable(heads, rows.subList(0, shown), rows.size() - shown);
    }
}

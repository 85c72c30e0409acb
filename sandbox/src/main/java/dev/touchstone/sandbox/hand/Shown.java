package dev.touchstone.sandbox.hand;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/// What messages and views have in common: blocks a person can read and use.
public sealed interface Shown permits SeenMessage, SeenView {
    JsonNode json();

    default JsonNode blocks() {
        return json().path("blocks");
    }

    /// Every text in it, one a line, as a person would read it.
    default String words() {
        List<String> words = new ArrayList<>();
        collect("text", json(), words);
        return String.join("\n", words);
    }

    /// The action ids of everything that can be used, in reading order.
    default List<String> actionIds() {
        return blocks().findValuesAsText("action_id");
    }

    default boolean offers(String actionId) {
        return actionIds().contains(actionId);
    }

    /// The block that holds the element with this action id, or empty text.
    default String blockOf(String actionId) {
        for (JsonNode block : blocks()) {
            if (block.findValuesAsText("action_id").contains(actionId)) {
                return block.path("block_id").asText("");
            }
        }
        return "";
    }

    /// The option values the element with this action id offers; empty if it is no menu.
    default List<String> optionsOf(String actionId) {
        List<String> offered = new ArrayList<>();
        for (JsonNode element : blocks().findParents("action_id")) {
            if (element.path("action_id").asText("").equals(actionId)) {
                element.path("options")
                        .forEach(option -> offered.add(option.path("value").asText("")));
                element.path("option_groups")
                        .forEach(group -> offered.addAll(group.path("options").findValuesAsText("value")));
            }
        }
        return offered;
    }

    private static void collect(String name, JsonNode tree, List<String> words) {
        if (tree.isTextual() && (name.equals("text") || name.equals("title"))) {
            words.add(tree.textValue());
        }
        tree.properties().forEach(entry -> {
            if (!entry.getKey().equals("state") && !entry.getKey().equals("typed")) {
                collect(entry.getKey(), entry.getValue(), words);
            }
        });
        if (tree.isArray()) {
            tree.forEach(item -> collect(name, item, words));
        }
    }
}

package dev.touchstone.bot.card;

import com.fasterxml.jackson.databind.JsonNode;
import com.slack.api.model.view.View;
import com.slack.api.util.json.GsonFactory;
import dev.touchstone.api.wire.Json;
import dev.touchstone.bot.card.kit.Message;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Slack's documented limits, and the undocumented ones people ran into, checked on the JSON of a message or view.
/// Strict where Slack is vague: a card that passes here is accepted.
public final class BlockLimits {
    /// `msg_blocks_too_long` has been seen from about 11,300 characters of text on (slackapi/bolt-js#2867).
    private static final int MESSAGE_TEXT = 10_000;

    private static final int MESSAGE_JSON = 16_000;
    private static final int VIEW_JSON = 150_000;
    private static final Map<String, Integer> LEAST_OPTIONS = Map.of("overflow", 2);
    private static final Map<String, Integer> MOST_OPTIONS = Map.of(
            "overflow", 5, "static_select", 100, "multi_static_select", 100, "checkboxes", 10, "radio_buttons", 10);

    private final List<String> broken = new ArrayList<>();
    private final Set<String> blockIds = new HashSet<>();
    private int focused;
    private int text;

    private BlockLimits() {}

    /// What is wrong with a message; empty if nothing is.
    public static List<String> of(Message message) {
        BlockLimits limits = new BlockLimits();
        JsonNode blocks = json(message.blocks());
        limits.length("text", message.text(), 1, 4000);
        limits.blocks(blocks, 50, false);
        limits.most("sum of texts", limits.text, MESSAGE_TEXT);
        limits.most("JSON", blocks.toString().length(), MESSAGE_JSON);
        return limits.broken;
    }

    /// What is wrong with a view; empty if nothing is.
    public static List<String> of(View view) {
        BlockLimits limits = new BlockLimits();
        JsonNode node = json(view);
        boolean modal = node.path("type").asText().equals("modal");
        limits.length("callback_id", node.path("callback_id").asText(), 1, 255);
        limits.length("private_metadata", node.path("private_metadata").asText(""), 0, 3000);
        for (String field : modal ? List.of("title", "submit", "close") : List.<String>of()) {
            if (node.has(field)) {
                limits.textObject(field, node.get(field), 24, true);
            }
        }
        boolean inputs = node.path("blocks").findValuesAsText("type").contains("input");
        limits.require("title", !modal || node.has("title"));
        limits.require("submit with inputs", !inputs || node.has("submit"));
        limits.blocks(node.path("blocks"), 100, modal);
        limits.most("focus_on_load", limits.focused, 1);
        limits.most("JSON", node.toString().length(), VIEW_JSON);
        return limits.broken;
    }

    static JsonNode json(Object slack) {
        return Json.read(GsonFactory.createSnakeCase().toJson(slack), JsonNode.class);
    }

    private void blocks(JsonNode blocks, int most, boolean inputsAllowed) {
        range("blocks", blocks.size(), 1, most);
        for (int i = 0; i < blocks.size(); i++) {
            block("blocks/" + i, blocks.get(i), inputsAllowed);
        }
    }

    private void block(String at, JsonNode block, boolean inputsAllowed) {
        if (block.has("block_id")) {
            String id = block.get("block_id").asText();
            length(at + "/block_id", id, 1, 255);
            require(at + " block_id is new", blockIds.add(id));
        }
        Set<String> actionIds = new HashSet<>();
        switch (block.path("type").asText()) {
            case "header" -> textObject(at, block.path("text"), 150, true);
            case "divider" -> {}
            case "section" -> section(at, block, actionIds);
            case "context" -> {
                range(at + "/elements", block.path("elements").size(), 1, 10);
                block.path("elements").forEach(element -> textObject(at, element, 2000, false));
            }
            case "actions" -> {
                range(at + "/elements", block.path("elements").size(), 1, 25);
                block.path("elements").forEach(element -> element(at, element, actionIds));
            }
            case "input" -> {
                require(at + " input in a modal", inputsAllowed);
                require(at + " block_id of its own", block.has("block_id"));
                textObject(at + "/label", block.path("label"), 2000, true);
                if (block.has("hint")) {
                    textObject(at + "/hint", block.path("hint"), 2000, true);
                }
                element(at, block.path("element"), actionIds);
            }
            case "rich_text" -> richText(at, block);
            case "image" -> {
                length(at + "/alt_text", block.path("alt_text").asText(), 1, 2000);
                length(at + "/slack_file", block.path("slack_file").path("id").asText(), 1, 50);
            }
            case "data_visualization" -> {
                length(at + "/title", block.path("title").asText(), 1, 50);
                require(at + " chart with an axis", block.path("chart").has("axis_config"));
            }
            default -> broken.add(at + ": unknown block " + block.path("type"));
        }
    }

    private void section(String at, JsonNode block, Set<String> actionIds) {
        require(at + " text or fields", block.has("text") || block.has("fields"));
        if (block.has("text")) {
            textObject(at, block.get("text"), 3000, false);
        }
        if (block.has("fields")) {
            range(at + "/fields", block.get("fields").size(), 1, 10);
            block.get("fields").forEach(field -> textObject(at + "/fields", field, 2000, false));
        }
        if (block.has("accessory")) {
            element(at + "/accessory", block.get("accessory"), actionIds);
        }
    }

    private void element(String at, JsonNode element, Set<String> actionIds) {
        String type = element.path("type").asText();
        String id = element.path("action_id").asText();
        length(at + "/action_id", id, 1, 255);
        require(at + " action_id " + id + " is new in its block", actionIds.add(id));
        focused += element.path("focus_on_load").asBoolean(false) ? 1 : 0;
        if (element.has("placeholder")) {
            textObject(at + "/placeholder", element.get("placeholder"), 150, true);
        }
        switch (type) {
            case "button" -> {
                textObject(at, element.path("text"), 75, true);
                length(at + "/value", element.path("value").asText("-"), 1, 2000);
                length(at + "/url", element.path("url").asText("-"), 1, 3000);
            }
            case "plain_text_input" -> {
                require(at + " max_length", element.path("max_length").asInt(3000) <= 3000);
                length(at + "/initial_value", element.path("initial_value").asText("-"), 1, 3000);
                text += element.path("initial_value").asText("").length();
            }
            case "overflow", "static_select", "multi_static_select", "checkboxes", "radio_buttons" ->
                options(at, type, element);
            default -> broken.add(at + ": unknown element " + type);
        }
    }

    private void options(String at, String type, JsonNode element) {
        JsonNode options = element.path("options");
        range(
                at + "/options",
                options.size(),
                LEAST_OPTIONS.getOrDefault(type, 1),
                MOST_OPTIONS.getOrDefault(type, 100));
        Set<String> values = new HashSet<>();
        for (JsonNode option : options) {
            textObject(at + "/option", option.path("text"), 75, true);
            length(at + "/option/value", option.path("value").asText(), 1, 75);
            length(at + "/option/url", option.path("url").asText("-"), 1, 3000);
            require(at + " option value is new", values.add(option.path("value").asText()));
            if (option.has("description")) {
                textObject(at + "/option/description", option.path("description"), 75, true);
            }
        }
        if (element.has("initial_option")) {
            require(at + " initial_option is an option", contains(options, element.get("initial_option")));
        }
        element.path("initial_options").forEach(one -> require(at + " initial_options", contains(options, one)));
    }

    private static boolean contains(JsonNode options, JsonNode one) {
        for (JsonNode option : options) {
            if (option.equals(one)) {
                return true;
            }
        }
        return false;
    }

    private void richText(String at, JsonNode block) {
        range(at + "/elements", block.path("elements").size(), 1, 100);
        int before = text;
        for (JsonNode part : block.path("elements")) {
            require(
                    at + " part",
                    Set.of("rich_text_section", "rich_text_quote", "rich_text_preformatted")
                            .contains(part.path("type").asText()));
            range(at + "/part", part.path("elements").size(), 1, 200);
            for (JsonNode element : part.path("elements")) {
                String shown = element.path("text").asText();
                length(at + "/" + element.path("type").asText(), shown, 1, 3000);
                text += shown.length();
                unicode(at, shown);
            }
        }
        most(at + " rich text", text - before, 3200);
    }

    private void textObject(String at, JsonNode object, int most, boolean plain) {
        String type = object.path("type").asText();
        require(at + " text type", type.equals("plain_text") || !plain && type.equals("mrkdwn"));
        String shown = object.path("text").asText();
        length(at + "/text", shown, 1, most);
        require(at + " text shows something", !shown.isBlank());
        unicode(at, shown);
        text += shown.length();
    }

    private void unicode(String at, String shown) {
        for (int i = 0; i < shown.length(); i++) {
            int c = shown.codePointAt(i);
            require(at + " whole characters", c < 0xD800 || c > 0xDFFF);
            i += Character.charCount(c) - 1;
        }
    }

    private void length(String at, String value, int least, int most) {
        range(at + " length", value.length(), least, most);
    }

    private void most(String at, int value, int most) {
        range(at, value, 0, most);
    }

    private void range(String at, int value, int least, int most) {
        require(at + " is " + value + ", may be " + least + " to " + most, value >= least && value <= most);
    }

    private void require(String what, boolean holds) {
        if (!holds) {
            broken.add(what);
        }
    }
}

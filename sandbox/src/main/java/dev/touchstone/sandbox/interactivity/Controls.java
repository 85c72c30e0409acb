package dev.touchstone.sandbox.interactivity;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.sandbox.workspace.SlackError;
import java.util.ArrayList;
import java.util.List;

/// The interactive elements within blocks, in reading order.
final class Controls {
    /// An element and the block it stands in.
    record Control(JsonNode block, JsonNode element) {
        String blockId() {
            return block.path("block_id").asText("");
        }

        String actionId() {
            return element.path("action_id").asText("");
        }

        String type() {
            return element.path("type").asText("");
        }

        boolean isInput() {
            return block.path("type").asText("").equals("input");
        }
    }

    private Controls() {}

    static List<Control> in(JsonNode blocks) {
        List<Control> found = new ArrayList<>();
        for (JsonNode block : blocks) {
            add(block, block.path("accessory"), found);
            add(block, block.path("element"), found);
            block.path("elements").forEach(element -> add(block, element, found));
            found.addAll(in(block.path("child_blocks")));
        }
        return found;
    }

    private static void add(JsonNode block, JsonNode element, List<Control> found) {
        if (element.has("action_id")) {
            found.add(new Control(block, element));
        }
    }

    /// The element a person acts on; without a block id, the first with this action id.
    ///
    /// @throws SlackError `action_not_found`
    static Control find(JsonNode blocks, String blockId, String actionId) {
        return in(blocks).stream()
                .filter(control -> control.actionId().equals(actionId))
                .filter(control -> blockId.isEmpty() || control.blockId().equals(blockId))
                .findFirst()
                .orElseThrow(() -> new SlackError("action_not_found"));
    }
}

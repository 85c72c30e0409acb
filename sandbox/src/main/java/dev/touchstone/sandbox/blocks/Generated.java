package dev.touchstone.sandbox.blocks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.function.Supplier;

/// Slack gives every block a `block_id` and every interactive element an `action_id` when the app did not, and spells
/// out the defaults of texts. Apps see the result in payloads and in history.
public final class Generated {
    private static final Set<String> WITHOUT_ACTION = Set.of("image", "plain_text", "mrkdwn");

    private Generated() {}

    /// A copy of the blocks with everything spelled out.
    public static ArrayNode fill(JsonNode blocks, Supplier<String> ids) {
        ArrayNode filled = blocks.deepCopy();
        filled.forEach(block -> fillBlock(block, ids));
        return filled;
    }

    private static void fillBlock(JsonNode block, Supplier<String> ids) {
        if (!(block instanceof ObjectNode object)) {
            return;
        }
        if (!object.hasNonNull("block_id")) {
            object.put("block_id", ids.get());
        }
        if (!object.path("type").asText("").equals("rich_text")) {
            object.path("elements").forEach(element -> fillElement(element, ids));
        }
        fillElement(object.path("accessory"), ids);
        fillElement(object.path("element"), ids);
        object.path("child_blocks").forEach(child -> fillBlock(child, ids));
        spellOutTexts(object);
    }

    private static void fillElement(JsonNode element, Supplier<String> ids) {
        if (element instanceof ObjectNode object
                && !WITHOUT_ACTION.contains(object.path("type").asText(""))
                && !object.hasNonNull("action_id")) {
            object.put("action_id", ids.get());
        }
    }

    private static void spellOutTexts(JsonNode tree) {
        if (tree instanceof ObjectNode object && object.path("text").isTextual()) {
            String type = object.path("type").asText("");
            if (type.equals("plain_text") && !object.has("emoji")) {
                object.put("emoji", true);
            } else if (type.equals("mrkdwn") && !object.has("verbatim")) {
                object.put("verbatim", false);
            }
        }
        tree.forEach(Generated::spellOutTexts);
    }
}

package dev.touchstone.sandbox.blocks;

import static dev.touchstone.sandbox.blocks.Composition.ID;
import static dev.touchstone.sandbox.blocks.Composition.plain;
import static dev.touchstone.sandbox.blocks.Composition.text;

import java.util.HashMap;
import java.util.Map;

/// Every layout block with its limits.
final class Blocks {
    /// The blocks every client of today knows.
    static final Map<String, Shape> ESTABLISHED = established();

    /// Blocks Slack added in 2026; a server or client of before refuses them.
    static final Map<String, Shape> NEWER = newer();

    private Blocks() {}

    private static Map<String, Shape> established() {
        Map<String, Shape> blocks = new HashMap<>();
        blocks.put("divider", block());
        blocks.put("header", block().required("text", plain(150)));
        blocks.put("section", section());
        blocks.put("context", block().required("elements", Rule.list(Elements.IN_CONTEXT, 1, 10)));
        blocks.put("actions", block().required("elements", Rule.list(Elements.IN_ACTIONS, 1, 25)));
        blocks.put("context_actions", block().required("elements", Rule.list(Elements.IN_CONTEXT_ACTIONS, 1, 5)));
        blocks.put("input", input());
        blocks.put("image", image());
        blocks.put("markdown", block().required("text", Rule.string(1, 12_000)));
        blocks.put("rich_text", RichText.BLOCK);
        blocks.put("table", table());
        blocks.put("video", video());
        return Map.copyOf(blocks);
    }

    private static Map<String, Shape> newer() {
        Map<String, Shape> blocks = new HashMap<>();
        blocks.put(
                "data_visualization",
                block().required("title", Rule.string(1, 50)).required("chart", Charts.CHART));
        blocks.put(
                "container",
                block().optional("title", plain(150))
                        .optional("rich_text_title", RichText.BLOCK)
                        .optional("subtitle", text(150))
                        .optional("width", Rule.oneOf("narrow", "standard", "wide", "full"))
                        .optional("icon", new Kinds(Elements.ALL).only("image"))
                        .optional("is_collapsible", Rule.bool())
                        .optional("default_collapsed", Rule.bool())
                        .optional("has_header_divider", Rule.bool())
                        .required("child_blocks", Rule.list(new Kinds(ESTABLISHED), 1, 10)));
        return Map.copyOf(blocks);
    }

    private static Shape block() {
        return Shape.typed().optional("block_id", ID);
    }

    private static Shape section() {
        return block().optional("text", text(3000))
                .optional("fields", Rule.list(text(2000), 1, 10))
                .optional("accessory", Elements.IN_SECTION)
                .optional("expand", Rule.bool())
                .also((section, place, findings) -> {
                    if (!section.has("text") && !section.has("fields")) {
                        findings.add(place, "missing required field: text");
                    }
                });
    }

    private static Shape input() {
        return block().required("label", plain(2000))
                .required("element", Elements.IN_INPUT)
                .optional("hint", plain(2000))
                .optional("optional", Rule.bool())
                .optional("dispatch_action", Rule.bool());
    }

    private static Shape image() {
        return block().optional("image_url", Rule.url())
                .optional("slack_file", Composition.SLACK_FILE)
                .required("alt_text", Rule.string(1, 2000))
                .optional("title", plain(2000))
                .also(Composition.ONE_IMAGE_SOURCE);
    }

    private static Shape table() {
        Rule cell = new Kinds(Map.of(
                "raw_text", Shape.typed().required("text", Rule.string(0, 10_000)), "rich_text", RichText.BLOCK));
        Rule column = Shape.of()
                .optional("align", Rule.oneOf("left", "center", "right"))
                .optional("is_wrapped", Rule.bool());
        return block().required("rows", Rule.list(Rule.list(cell, 1, 20), 1, 100))
                .optional("column_settings", Rule.list(column, 0, 20));
    }

    private static Shape video() {
        return block().required("title", plain(200))
                .required("video_url", Rule.url())
                .required("thumbnail_url", Rule.url())
                .required("alt_text", Rule.string(1, 2000))
                .optional("title_url", Rule.url())
                .optional("description", plain(200))
                .optional("author_name", Rule.string(1, 50))
                .optional("provider_name", Rule.string(1, 50))
                .optional("provider_icon_url", Rule.url());
    }
}

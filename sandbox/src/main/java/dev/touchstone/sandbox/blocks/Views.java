package dev.touchstone.sandbox.blocks;

import static dev.touchstone.sandbox.blocks.Composition.plain;

import com.fasterxml.jackson.databind.JsonNode;

/// The view object of modals and of the Home tab.
final class Views {
    private Views() {}

    static Shape shape(Surface surface, Rule blocks) {
        Shape common = Shape.of()
                .required("type", Rule.oneOf("modal", "home"))
                .required("blocks", blocks)
                .optional("private_metadata", Rule.string(0, 3000))
                .optional("callback_id", Rule.string(0, 255))
                .optional("external_id", Rule.string(0, 255));
        if (surface == Surface.HOME) {
            return common;
        }
        return common.required("title", plain(24))
                .optional("submit", plain(24))
                .optional("close", plain(24))
                .optional("clear_on_close", Rule.bool())
                .optional("notify_on_close", Rule.bool())
                .optional("submit_disabled", Rule.bool())
                .also(Views::inputsNeedSubmit);
    }

    private static void inputsNeedSubmit(JsonNode view, Place place, Findings findings) {
        for (JsonNode block : view.path("blocks")) {
            if (block.path("type").asText("").equals("input") && !view.has("submit")) {
                findings.add(place, "missing required field: submit");
                return;
            }
        }
    }
}

package dev.touchstone.sandbox.hand;

import com.fasterxml.jackson.databind.JsonNode;

/// A modal or Home tab as its person sees it; `json` is Slack's `view` object.
public record SeenView(JsonNode json) implements Shown {
    public String id() {
        return json.path("id").asText("");
    }

    public String title() {
        return json.path("title").path("text").asText("");
    }

    public String callbackId() {
        return json.path("callback_id").asText("");
    }

    public String privateMetadata() {
        return json.path("private_metadata").asText("");
    }

    public String hash() {
        return json.path("hash").asText("");
    }

    /// What the element with this action id holds now: Slack's value object.
    public JsonNode value(String actionId) {
        return json.path("state").path("values").path(blockOf(actionId)).path(actionId);
    }
}

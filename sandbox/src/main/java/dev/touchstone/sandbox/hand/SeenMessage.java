package dev.touchstone.sandbox.hand;

import com.fasterxml.jackson.databind.JsonNode;

/// A message as one person sees it; `json` is Slack's `message` object.
public record SeenMessage(String channel, JsonNode json) implements Shown {
    public String ts() {
        return json.path("ts").asText("");
    }

    public String user() {
        return json.path("user").asText("");
    }

    /// The message's own text, which is the notification's fallback when there are blocks.
    public String text() {
        return json.path("text").asText("");
    }

    public boolean isEphemeral() {
        return json.path("is_ephemeral").asBoolean(false);
    }

    /// The `ts` of the thread it replies to, or its own.
    public String threadTs() {
        return json.path("thread_ts").asText(ts());
    }

    public boolean isReply() {
        return !threadTs().equals(ts());
    }

    public boolean isEdited() {
        return json.has("edited");
    }

    public int replyCount() {
        return json.path("reply_count").asInt(0);
    }

    /// A missing node if the message has none.
    public JsonNode metadata() {
        return json.path("metadata");
    }
}

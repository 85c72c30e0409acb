package dev.touchstone.sandbox.workspace;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// The workspace itself, as Slack names it.
public record Team(String id, String name, String domain) {
    /// The workspace every `Role.STRANGER` comes from.
    public static final String ELSEWHERE = "T0ELSEWHERE";

    public ObjectNode toJson() {
        return Json.object().put("id", id).put("name", name).put("domain", domain);
    }
}

package dev.touchstone.sandbox.workspace;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// A slash command the app has registered: `/review`, its usage hint and one line about it.
public record Command(String name, String hint, String description) {
    public Command {
        if (!name.matches("/[a-z0-9_-]{1,31}")) {
            throw new IllegalArgumentException("a command is / and small letters, was " + name);
        }
    }

    public ObjectNode toJson() {
        return Json.object().put("name", name).put("hint", hint).put("description", description);
    }
}

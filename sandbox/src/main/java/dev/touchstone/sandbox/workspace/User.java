package dev.touchstone.sandbox.workspace;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// Somebody who can be played on the page, or the bot itself.
public record User(String id, String name, String realName, Role role) {
    public User {
        if (!id.matches("[UW][A-Z0-9]{2,20}")) {
            throw new IllegalArgumentException("a user id is U or W and capitals or digits, was " + id);
        }
    }

    public static User member(String id, String name, String realName) {
        return new User(id, name, realName, Role.MEMBER);
    }

    public String teamId(Team home) {
        return role == Role.STRANGER ? Team.ELSEWHERE : home.id();
    }

    /// The `user` object of `users.info` and `users.list`.
    public ObjectNode toJson(Team home) {
        ObjectNode json = Json.object()
                .put("id", id)
                .put("team_id", teamId(home))
                .put("name", name)
                .put("deleted", false)
                .put("real_name", realName)
                .put("tz", "Etc/UTC")
                .put("tz_label", "UTC")
                .put("tz_offset", 0);
        json.set("profile", profile(home));
        return json.put("is_admin", role.isAdmin())
                .put("is_owner", role == Role.OWNER)
                .put("is_primary_owner", role == Role.OWNER)
                .put("is_restricted", role == Role.GUEST)
                .put("is_ultra_restricted", false)
                .put("is_stranger", role == Role.STRANGER)
                .put("is_bot", role == Role.BOT)
                .put("is_app_user", false)
                .put("updated", 0);
    }

    private ObjectNode profile(Team home) {
        return Json.object()
                .put("real_name", realName)
                .put("display_name", name)
                .put("email", name + "@example.com")
                .put("team", teamId(home));
    }

    /// The shorter `user` object inside interactive payloads.
    public ObjectNode toActor(Team home) {
        return Json.object()
                .put("id", id)
                .put("username", name)
                .put("name", name)
                .put("team_id", teamId(home));
    }
}

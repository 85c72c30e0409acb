package dev.touchstone.sandbox.workspace;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/// A user group (`@reviewers`).
public record UserGroup(String id, String handle, String name, Set<String> users) {
    public UserGroup {
        users = Collections.unmodifiableSet(new LinkedHashSet<>(users));
    }

    UserGroup without(String user) {
        Set<String> fewer = new LinkedHashSet<>(users);
        fewer.remove(user);
        return new UserGroup(id, handle, name, fewer);
    }

    UserGroup with(String user) {
        Set<String> more = new LinkedHashSet<>(users);
        more.add(user);
        return new UserGroup(id, handle, name, more);
    }

    public ObjectNode toJson(Team team) {
        ObjectNode json = Json.object()
                .put("id", id)
                .put("team_id", team.id())
                .put("is_usergroup", true)
                .put("name", name)
                .put("handle", handle)
                .put("user_count", users.size());
        json.set("users", Json.strings(users));
        return json;
    }
}

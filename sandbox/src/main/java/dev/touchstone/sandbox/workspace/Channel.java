package dev.touchstone.sandbox.workspace;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/// A conversation: public, private, or a direct message (whose name is the other person's id).
public record Channel(String id, String name, Kind kind, String topic, Set<String> members) {
    public enum Kind {
        PUBLIC,
        PRIVATE,
        DIRECT
    }

    public Channel {
        members = Collections.unmodifiableSet(new LinkedHashSet<>(members));
    }

    public static Channel of(String id, String name, String topic, Set<String> members) {
        return new Channel(id, name, Kind.PUBLIC, topic, members);
    }

    public static Channel secret(String id, String name, String topic, Set<String> members) {
        return new Channel(id, name, Kind.PRIVATE, topic, members);
    }

    Channel joinedBy(String user) {
        Set<String> more = new LinkedHashSet<>(members);
        more.add(user);
        return new Channel(id, name, kind, topic, more);
    }

    Channel leftBy(String user) {
        Set<String> fewer = new LinkedHashSet<>(members);
        fewer.remove(user);
        return new Channel(id, name, kind, topic, fewer);
    }

    public boolean has(String user) {
        return members.contains(user);
    }

    public boolean isDirect() {
        return kind == Kind.DIRECT;
    }

    /// The `channel` object of the `conversations.*` methods, as the given user sees it.
    public ObjectNode toJson(Team team, String viewer) {
        ObjectNode json = Json.object()
                .put("id", id)
                .put("is_channel", kind == Kind.PUBLIC)
                .put("is_group", kind == Kind.PRIVATE)
                .put("is_im", isDirect())
                .put("is_mpim", false)
                .put("is_private", kind != Kind.PUBLIC)
                .put("is_archived", false)
                .put("created", 0)
                .put("context_team_id", team.id());
        if (isDirect()) {
            return json.put("user", name).put("is_open", true);
        }
        json.put("name", name)
                .put("name_normalized", name)
                .put("is_general", false)
                .put("is_member", has(viewer))
                .put("num_members", members.size());
        json.putObject("topic").put("value", topic).put("creator", "").put("last_set", 0);
        json.putObject("purpose").put("value", "").put("creator", "").put("last_set", 0);
        return json;
    }
}

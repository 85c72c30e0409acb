package dev.touchstone.sandbox.workspace;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/// The one app installed in the workspace.
///
/// @param events the event types the app subscribes to; Slack sends no others
public record App(String id, String botId, String botUserId, String name, List<Command> commands, Set<String> events) {
    public App {
        commands = List.copyOf(commands);
        events = Set.copyOf(events);
    }

    public ObjectNode botProfile(Team team) {
        return Json.object()
                .put("id", botId)
                .put("app_id", id)
                .put("name", name)
                .put("team_id", team.id())
                .put("deleted", false);
    }
}

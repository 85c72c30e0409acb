package dev.touchstone.sandbox.interactivity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.sandbox.workspace.Ids;
import dev.touchstone.sandbox.workspace.Json;
import dev.touchstone.sandbox.workspace.Team;
import dev.touchstone.sandbox.workspace.Workspace;

/// The parts every payload has.
public final class Payloads {
    private final Workspace workspace;
    private final String verificationToken;

    public Payloads(Workspace workspace, String verificationToken) {
        this.workspace = workspace;
        this.verificationToken = verificationToken;
    }

    /// An interactive payload: who, in which workspace, to which app.
    ObjectNode interactive(String type, String user) {
        Team team = workspace.team();
        ObjectNode payload = Json.object().put("type", type);
        payload.set("user", workspace.directory().user(user).toActor(team));
        payload.put("api_app_id", workspace.app().id()).put("token", verificationToken);
        payload.set("team", Json.object().put("id", team.id()).put("domain", team.domain()));
        payload.putNull("enterprise");
        return payload.put("is_enterprise_install", false);
    }

    /// An Events API payload around one event.
    ObjectNode event(ObjectNode event) {
        String team = workspace.team().id();
        ObjectNode payload = Json.object()
                .put("token", verificationToken)
                .put("team_id", team)
                .put("api_app_id", workspace.app().id());
        payload.set("event", event);
        payload.put("type", "event_callback")
                .put("event_id", Ids.object("Ev0"))
                .put("event_time", workspace.clock().instant().getEpochSecond());
        payload.putArray("authorizations")
                .addObject()
                .putNull("enterprise_id")
                .put("team_id", team)
                .put("user_id", workspace.app().botUserId())
                .put("is_bot", true)
                .put("is_enterprise_install", false);
        return payload.put("is_ext_shared_channel", false);
    }

    String verificationToken() {
        return verificationToken;
    }
}

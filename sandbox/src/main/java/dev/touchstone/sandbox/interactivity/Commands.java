package dev.touchstone.sandbox.interactivity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.sandbox.delivery.Answer;
import dev.touchstone.sandbox.delivery.Deliveries;
import dev.touchstone.sandbox.delivery.Envelope;
import dev.touchstone.sandbox.workspace.Channel;
import dev.touchstone.sandbox.workspace.Json;
import dev.touchstone.sandbox.workspace.SlackError;
import dev.touchstone.sandbox.workspace.User;
import dev.touchstone.sandbox.workspace.Workspace;

/// Slash commands. What the app says with its acknowledgement is posted, to the person alone unless it says otherwise.
public final class Commands {
    private final Workspace workspace;
    private final Payloads payloads;
    private final Triggers triggers;
    private final ResponseUrls responseUrls;
    private final Deliveries deliveries;

    public Commands(
            Workspace workspace,
            Payloads payloads,
            Triggers triggers,
            ResponseUrls responseUrls,
            Deliveries deliveries) {
        this.workspace = workspace;
        this.payloads = payloads;
        this.triggers = triggers;
        this.responseUrls = responseUrls;
        this.deliveries = deliveries;
    }

    /// @throws SlackError `channel_not_found`, `not_in_channel`, `unknown_command`, or what the answer is refused for
    public Answer run(String user, String channelId, String command, String text) {
        Channel channel = workspace.locked(() -> workspace.channels().joinedBy(user, channelId));
        requireRegistered(command);
        Answer answer =
                deliveries.ask(Envelope.Kind.COMMAND, workspace.locked(() -> payload(user, channel, command, text)));
        if (answer instanceof Answer.Acked acked && says(acked.payload())) {
            workspace.lockedRun(() -> responseUrls.respond(channel, user, acked.payload()));
        }
        return answer;
    }

    private void requireRegistered(String command) {
        if (workspace.app().commands().stream().noneMatch(known -> known.name().equals(command))) {
            throw new SlackError("unknown_command");
        }
    }

    private static boolean says(JsonNode payload) {
        return payload.hasNonNull("text") || payload.hasNonNull("blocks");
    }

    private ObjectNode payload(String userId, Channel channel, String command, String text) {
        User user = workspace.directory().user(userId);
        return Json.object()
                .put("token", payloads.verificationToken())
                .put("team_id", user.teamId(workspace.team()))
                .put("team_domain", workspace.team().domain())
                .put("channel_id", channel.id())
                .put("channel_name", channel.isDirect() ? "directmessage" : channel.name())
                .put("user_id", user.id())
                .put("user_name", user.name())
                .put("command", command)
                .put("text", text)
                .put("api_app_id", workspace.app().id())
                .put("is_enterprise_install", "false")
                .put("response_url", responseUrls.issue(channel.id(), user.id(), null))
                .put("trigger_id", triggers.issue(user.id()));
    }
}

package dev.touchstone.sandbox.interactivity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.sandbox.delivery.Deliveries;
import dev.touchstone.sandbox.workspace.Body;
import dev.touchstone.sandbox.workspace.Channel;
import dev.touchstone.sandbox.workspace.Json;
import dev.touchstone.sandbox.workspace.Message;
import dev.touchstone.sandbox.workspace.SlackError;
import dev.touchstone.sandbox.workspace.Timestamps;
import dev.touchstone.sandbox.workspace.Workspace;
import org.jspecify.annotations.Nullable;

/// What people do besides clicking: write, delete, open the Home tab. The app hears of it if it subscribed.
public final class People {
    private final Workspace workspace;
    private final ViewStore views;
    private final Payloads payloads;
    private final Deliveries deliveries;
    private final Timestamps timestamps;

    public People(Workspace workspace, ViewStore views, Payloads payloads, Deliveries deliveries) {
        this.workspace = workspace;
        this.views = views;
        this.payloads = payloads;
        this.deliveries = deliveries;
        this.timestamps = new Timestamps(workspace.clock());
    }

    /// @throws SlackError `channel_not_found` or `not_in_channel`
    public Message say(String user, String channelId, String text, @Nullable String thread) {
        Channel channel = workspace.locked(() -> workspace.channels().joinedBy(user, channelId));
        Message message =
                workspace.locked(() -> workspace.messages().post(channel.id(), user, Body.ofText(text), thread, null));
        if (channel.has(workspace.app().botUserId())) {
            tellOf(message, channel);
        }
        return message;
    }

    /// Deletes any message of a channel the person is in, as a workspace owner can.
    ///
    /// @throws SlackError `message_not_found`
    public void delete(String channel, String ts) {
        workspace.lockedRun(
                () -> workspace.messages().remove(workspace.messages().message(channel, ts)));
    }

    /// Makes an ephemeral message vanish, as its reader can ("Dismiss message").
    ///
    /// @throws SlackError `message_not_found`
    public void dismiss(String user, String channel, String ts) {
        workspace.lockedRun(() -> {
            Message message = workspace.messages().seenBy(user, channel, ts);
            if (!message.isEphemeral()) {
                throw new SlackError("message_not_found");
            }
            workspace.messages().remove(message);
        });
    }

    public void openHome(String user) {
        ObjectNode event = workspace.locked(() -> {
            ObjectNode opened = Json.object()
                    .put("type", "app_home_opened")
                    .put("user", user)
                    .put(
                            "channel",
                            workspace
                                    .channels()
                                    .direct(workspace.app().botUserId(), user)
                                    .id())
                    .put("event_ts", timestamps.next())
                    .put("tab", "home");
            views.home(user).ifPresent(home -> opened.set("view", views.toJson(home)));
            return opened;
        });
        tell("app_home_opened", event);
    }

    private void tellOf(Message message, Channel channel) {
        ObjectNode event = workspace.locked(() -> workspace.messages().toJson(message));
        event.put("channel", channel.id()).put("event_ts", message.ts()).put("channel_type", channelType(channel));
        tell("message", event);
        if (message.body().text().contains("<@" + workspace.app().botUserId() + ">")) {
            tell("app_mention", event.deepCopy().put("type", "app_mention"));
        }
    }

    private void tell(String type, ObjectNode event) {
        if (workspace.app().events().contains(type)) {
            deliveries.tell(workspace.locked(() -> payloads.event(event)));
        }
    }

    private static String channelType(Channel channel) {
        return switch (channel.kind()) {
            case PUBLIC -> "channel";
            case PRIVATE -> "group";
            case DIRECT -> "im";
        };
    }
}

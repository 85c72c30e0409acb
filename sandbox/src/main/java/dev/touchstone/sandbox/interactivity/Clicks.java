package dev.touchstone.sandbox.interactivity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.sandbox.delivery.Answer;
import dev.touchstone.sandbox.delivery.Deliveries;
import dev.touchstone.sandbox.delivery.Envelope;
import dev.touchstone.sandbox.interactivity.Controls.Control;
import dev.touchstone.sandbox.workspace.Channel;
import dev.touchstone.sandbox.workspace.Json;
import dev.touchstone.sandbox.workspace.Message;
import dev.touchstone.sandbox.workspace.SlackError;
import dev.touchstone.sandbox.workspace.Timestamps;
import dev.touchstone.sandbox.workspace.Workspace;
import java.util.List;

/// `block_actions`: somebody uses an element of a message, a modal or their Home tab.
public final class Clicks {
    /// @param value what was chosen, plain; a missing node for a button
    /// @param typed what the person has typed around it, plain, by block id and action id
    public record Click(String user, String blockId, String actionId, JsonNode value, JsonNode typed) {}

    private final Workspace workspace;
    private final ViewStore views;
    private final Payloads payloads;
    private final Triggers triggers;
    private final ResponseUrls responseUrls;
    private final Deliveries deliveries;
    private final Timestamps timestamps;

    public Clicks(
            Workspace workspace,
            ViewStore views,
            Payloads payloads,
            Triggers triggers,
            ResponseUrls responseUrls,
            Deliveries deliveries) {
        this.workspace = workspace;
        this.views = views;
        this.payloads = payloads;
        this.triggers = triggers;
        this.responseUrls = responseUrls;
        this.deliveries = deliveries;
        this.timestamps = new Timestamps(workspace.clock());
    }

    /// @throws SlackError `channel_not_found`, `not_in_channel`, `message_not_found`, `action_not_found`,
    ///     `option_not_found`
    public Answer inMessage(String channel, String ts, Click click) {
        return deliveries.ask(Envelope.Kind.INTERACTIVE, workspace.locked(() -> messagePayload(channel, ts, click)));
    }

    /// @throws SlackError `not_found`, `action_not_found`, `option_not_found`
    public Answer inView(String viewId, Click click) {
        return deliveries.ask(Envelope.Kind.INTERACTIVE, workspace.locked(() -> viewPayload(viewId, click)));
    }

    private ObjectNode messagePayload(String channelId, String ts, Click click) {
        Channel channel = workspace.channels().joinedBy(click.user(), channelId);
        Message message = workspace.messages().seenBy(click.user(), channel.id(), ts);
        JsonNode blocks = message.body().blocks();
        Control control = Controls.find(blocks, click.blockId(), click.actionId());
        ObjectNode payload = payloads.interactive("block_actions", click.user());
        ObjectNode container = payload.putObject("container")
                .put("type", "message")
                .put("message_ts", ts)
                .put("channel_id", channel.id())
                .put("is_ephemeral", message.isEphemeral());
        if (message.threadTs() != null) {
            container.put("thread_ts", message.threadTs());
        }
        payload.put("trigger_id", triggers.issue(click.user()));
        payload.putObject("channel")
                .put("id", channel.id())
                .put("name", channel.isDirect() ? "directmessage" : channel.name());
        // Slack does not send back what an ephemeral message said.
        if (!message.isEphemeral()) {
            payload.set("message", workspace.messages().toJson(message));
        }
        payload.putObject("state").set("values", StateValues.of(blocks, typed(control, click), views.hidesUntouched()));
        payload.put("response_url", responseUrls.issue(channel.id(), click.user(), ts));
        payload.putArray("actions").add(action(control, click.value()));
        return payload;
    }

    private ObjectNode viewPayload(String viewId, Click click) {
        OpenView view = own(viewId, click.user());
        Control control = Controls.find(view.blocks(), click.blockId(), click.actionId());
        OpenView held = views.hold(view, typed(control, click));
        ObjectNode payload = payloads.interactive("block_actions", click.user());
        payload.putObject("container").put("type", "view").put("view_id", viewId);
        payload.put("trigger_id", triggers.issue(click.user()));
        payload.set("view", views.toJson(held));
        payload.putArray("actions").add(action(control, click.value()));
        return payload;
    }

    private OpenView own(String viewId, String user) {
        OpenView view = views.view(viewId);
        if (!view.user().equals(user)) {
            throw new SlackError("not_found");
        }
        return view;
    }

    private static JsonNode typed(Control control, Click click) {
        ObjectNode typed = click.typed() instanceof ObjectNode given ? given.deepCopy() : Json.object();
        if (StateValues.member(control.type()) != null && !click.value().isMissingNode()) {
            typed.withObjectProperty(control.blockId()).set(control.actionId(), click.value());
        }
        return typed;
    }

    private ObjectNode action(Control control, JsonNode value) {
        if (control.type().equals("feedback_buttons")) {
            return identified(control, pressed(control.element(), value));
        }
        boolean button = control.type().equals("button");
        ObjectNode action = button ? Json.object() : StateValues.chosen(control.element(), value);
        for (String member : button ? List.of("text", "value", "url", "style") : List.of("placeholder")) {
            if (control.element().has(member)) {
                action.set(member, control.element().get(member).deepCopy());
            }
        }
        return identified(control, action);
    }

    /// One of the two, by its value.
    private static ObjectNode pressed(JsonNode element, JsonNode value) {
        for (String one : List.of("positive_button", "negative_button")) {
            JsonNode button = element.path(one);
            if (button.path("value").equals(value)) {
                ObjectNode action = Json.object();
                action.set("text", button.get("text").deepCopy());
                action.set("value", value);
                return action;
            }
        }
        throw new SlackError("option_not_found");
    }

    private ObjectNode identified(Control control, ObjectNode action) {
        return action.put("type", control.type())
                .put("action_id", control.actionId())
                .put("block_id", control.blockId())
                .put("action_ts", timestamps.next());
    }
}

package dev.touchstone.sandbox.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.sandbox.delivery.SocketMode;
import dev.touchstone.sandbox.fault.CallFaults;
import dev.touchstone.sandbox.fault.CallFaults.Fault;
import dev.touchstone.sandbox.fault.DeliveryFaults;
import dev.touchstone.sandbox.fault.Outage;
import dev.touchstone.sandbox.fault.RateTiers;
import dev.touchstone.sandbox.interactivity.ViewStore;
import dev.touchstone.sandbox.workspace.Change;
import dev.touchstone.sandbox.workspace.Json;
import dev.touchstone.sandbox.workspace.Workspace;
import java.time.Duration;

/// Makes the sandbox misbehave on demand, in the ways Slack does. Methods are named as in the Web API, `*` meaning any;
/// planned faults hit the next calls, one each, in the order they were planned.
public final class FaultControls {
    /// Where each kind of fault lives.
    public record Knobs(
            CallFaults calls, DeliveryFaults deliveries, RateTiers rates, Outage outage, SocketMode sockets) {}

    private final Workspace workspace;
    private final ViewStore views;
    private final Knobs knobs;

    public FaultControls(Workspace workspace, ViewStore views, Knobs knobs) {
        this.workspace = workspace;
        this.views = views;
        this.knobs = knobs;
    }

    /// The next calls get HTTP 429 with this `Retry-After`, rounded up to seconds.
    public void limit(String method, int calls, Duration retryAfter) {
        plan(method, calls, new Fault.Limited(retryAfter));
    }

    /// The next calls are answered `{"ok":false,"error":…}` and do nothing.
    public void refuse(String method, int calls, String error) {
        plan(method, calls, new Fault.Refused(error));
    }

    /// The next calls take effect, but their answers break off in the middle: the caller cannot know what happened.
    public void loseReply(String method, int calls) {
        plan(method, calls, new Fault.ReplyLost());
    }

    /// The next calls take effect, but the connection is reset before the answer begins. OkHttp, and with it Slack's
    /// SDK, silently repeats such a call when its connection had been used before: the effect happens twice.
    public void resetConnection(String method, int calls) {
        plan(method, calls, new Fault.ConnectionReset());
    }

    /// The next calls are held back before they take effect.
    public void delay(String method, int calls, Duration by) {
        plan(method, calls, new Fault.Delayed(by));
    }

    private void plan(String method, int calls, Fault fault) {
        knobs.calls().plan(method, fault, calls);
        tell();
    }

    /// Enforces Slack's real rate limits from now on, or no longer.
    public void enforceRates(boolean on) {
        knobs.rates().enforce(on);
        tell();
    }

    /// Slack is away: calls find their connection reset, sockets are cut and none opens.
    public void goAway() {
        knobs.outage().begin();
        tell();
    }

    public void comeBack() {
        knobs.outage().end();
        tell();
    }

    public boolean isAway() {
        return knobs.outage().isAway();
    }

    /// Cuts every socket without a word.
    public void dropSockets() {
        knobs.sockets().drop();
    }

    /// Sends `disconnect` to every socket and closes it a second later, as Slack does every few hours.
    public void disconnectSockets() {
        knobs.sockets().disconnect("refresh_requested");
    }

    /// How many sockets are connected now.
    public int sockets() {
        return knobs.sockets().size();
    }

    /// The next envelopes are sent twice over the same socket.
    public void sendTwice(int envelopes) {
        knobs.deliveries().sendTwice(envelopes);
        tell();
    }

    /// The next envelopes are sent to two sockets, if two are connected.
    public void sendToTwoSockets(int envelopes) {
        knobs.deliveries().sendToTwoSockets(envelopes);
        tell();
    }

    /// Whether untouched initial values come back as null in `state`, as some Slack clients send them.
    public void hideUntouchedValues(boolean hide) {
        workspace.lockedRun(() -> views.hideUntouched(hide));
        tell();
    }

    /// Deletes a message as a person would; the app does not hear of it.
    public void deleteMessage(String channel, String ts) {
        workspace.lockedRun(
                () -> workspace.messages().remove(workspace.messages().message(channel, ts)));
    }

    public void leaveGroup(String group, String user) {
        workspace.lockedRun(() -> workspace.directory().leaveGroup(group, user));
        tell();
    }

    public void joinGroup(String group, String user) {
        workspace.lockedRun(() -> workspace.directory().joinGroup(group, user));
        tell();
    }

    /// Takes somebody, perhaps the bot, out of a channel.
    public void leaveChannel(String channel, String user) {
        workspace.lockedRun(() -> workspace.channels().leave(channel, user));
    }

    public void joinChannel(String channel, String user) {
        workspace.lockedRun(() -> workspace.channels().join(channel, user));
    }

    /// Ends every fault; memberships and messages stay as they are.
    public void clear() {
        knobs.calls().clear();
        knobs.deliveries().clear();
        knobs.outage().end();
        knobs.rates().enforce(false);
        hideUntouchedValues(false);
    }

    /// The present state, for the page.
    public ObjectNode toJson() {
        ObjectNode json = Json.object()
                .put("away", isAway())
                .put("rates", knobs.rates().isEnforced())
                .put("sockets", sockets())
                .put("twice", knobs.deliveries().pendingTwice())
                .put("to_two", knobs.deliveries().pendingToTwoSockets())
                .put("hide_untouched", views.hidesUntouched());
        json.set("planned", knobs.calls().toJson());
        return json;
    }

    private void tell() {
        workspace.lockedRun(() -> workspace.changes().tell(Change.forAll("faults", toJson())));
    }
}

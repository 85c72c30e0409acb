package dev.touchstone.bot.slack;

import com.slack.api.methods.MethodsClient;
import com.slack.api.model.view.View;

/// Modals and the Home tab. Thread-safe.
public final class Views {
    private final SlackCalls calls;

    public Views(MethodsClient methods) {
        this(methods, new CallCounts());
    }

    public Views(MethodsClient methods, CallCounts counts) {
        this.calls = new SlackCalls(methods, counts);
    }

    /// Opens a modal. A trigger works once, within three seconds, so this is not tried again.
    ///
    /// @return the view's id
    public String open(String trigger, View view) {
        return calls.once(
                        "views.open",
                        slack -> slack.viewsOpen(open -> open.triggerId(trigger).view(view)))
                .getView()
                .getId();
    }

    /// Puts a modal on top of the one that is open.
    public String push(String trigger, View view) {
        return calls.once(
                        "views.push",
                        slack -> slack.viewsPush(push -> push.triggerId(trigger).view(view)))
                .getView()
                .getId();
    }

    /// Replaces what a modal shows.
    ///
    /// @return false when it has been closed meanwhile
    public boolean update(String id, View view) {
        try {
            var unused = calls.patiently(
                    "views.update",
                    slack -> slack.viewsUpdate(update -> update.viewId(id).view(view)));
            return true;
        } catch (SlackFailure.Refused e) {
            if (e.is("not_found")) {
                return false;
            }
            throw e;
        }
    }

    /// Shows somebody's Home tab.
    public void publish(String user, View home) {
        var unused = calls.patiently(
                "views.publish",
                slack -> slack.viewsPublish(publish -> publish.userId(user).view(home)));
    }
}

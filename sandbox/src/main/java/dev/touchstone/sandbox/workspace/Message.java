package dev.touchstone.sandbox.workspace;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/// One message. `ts` is its identity within a channel, as in Slack.
///
/// @param threadTs the `ts` of the thread's first message, if this is a reply
/// @param edited when it was last changed, as a `ts`
/// @param onlyFor the only person who sees it, if it is ephemeral
public record Message(
        String channel,
        String ts,
        String user,
        Body body,
        @Nullable String threadTs,
        @Nullable String edited,
        @Nullable String onlyFor) {

    public boolean isEphemeral() {
        return onlyFor != null;
    }

    public boolean isReply() {
        return threadTs != null && !threadTs.equals(ts);
    }

    Message changedTo(Body newBody, String when) {
        return new Message(channel, ts, user, newBody, threadTs, when, onlyFor);
    }

    /// Slack's `message` object without the reply counts, which only the log knows.
    ObjectNode toJson(Team team, App app) {
        ObjectNode json = Json.object()
                .put("type", "message")
                .put("user", user)
                .put("ts", ts)
                .put("text", body.text())
                .put("team", team.id());
        if (user.equals(app.botUserId())) {
            json.put("bot_id", app.botId()).put("app_id", app.id());
            json.set("bot_profile", app.botProfile(team));
        }
        if (!body.blocks().isEmpty()) {
            json.set("blocks", body.blocks().deepCopy());
        }
        if (!body.attachments().isEmpty()) {
            json.set("attachments", body.attachments().deepCopy());
        }
        if (!body.files().isEmpty()) {
            json.set("files", body.files().deepCopy());
        }
        if (body.metadata() != null) {
            json.set("metadata", body.metadata().deepCopy());
        }
        if (threadTs != null) {
            json.put("thread_ts", threadTs);
        }
        if (edited != null) {
            json.putObject("edited").put("user", user).put("ts", edited);
        }
        if (isEphemeral()) {
            json.put("is_ephemeral", true);
        }
        return json;
    }
}

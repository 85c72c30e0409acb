package dev.touchstone.sandbox.posting;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.sandbox.workspace.Body;
import dev.touchstone.sandbox.workspace.Channel;
import dev.touchstone.sandbox.workspace.Message;
import dev.touchstone.sandbox.workspace.SlackError;
import dev.touchstone.sandbox.workspace.Workspace;
import org.jspecify.annotations.Nullable;

/// Posts as the app's bot. Call it inside the workspace's lock.
public final class Poster {
    private final Workspace workspace;
    private final Drafts drafts;

    public Poster(Workspace workspace, Drafts drafts) {
        this.workspace = workspace;
        this.drafts = drafts;
    }

    /// @throws SlackError `thread_not_found`, or what the draft is refused for
    public Message post(Channel channel, JsonNode wanted) {
        String thread = thread(channel, wanted);
        return post(channel, drafts.message(wanted), thread);
    }

    public Message post(Channel channel, Body body, @Nullable String thread) {
        return workspace.messages().post(channel.id(), workspace.app().botUserId(), body, thread, null);
    }

    /// @throws SlackError `user_not_in_channel`, or what the draft is refused for
    public Message postEphemeral(Channel channel, String user, JsonNode wanted) {
        if (!channel.has(user)) {
            throw new SlackError("user_not_in_channel");
        }
        String thread = thread(channel, wanted);
        return workspace
                .messages()
                .post(channel.id(), workspace.app().botUserId(), drafts.message(wanted), thread, user);
    }

    /// Replaces everything a message says: text without blocks removes the blocks.
    public Message replace(Message message, JsonNode wanted) {
        return workspace.messages().change(message, drafts.message(wanted));
    }

    private @Nullable String thread(Channel channel, JsonNode wanted) {
        String thread = wanted.path("thread_ts").asText("");
        if (thread.isEmpty()) {
            return null;
        }
        try {
            Message first = workspace.messages().message(channel.id(), thread);
            String root = first.threadTs();
            return root == null ? first.ts() : root;
        } catch (SlackError gone) {
            throw new SlackError("thread_not_found");
        }
    }
}

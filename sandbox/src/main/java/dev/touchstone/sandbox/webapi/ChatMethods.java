package dev.touchstone.sandbox.webapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.sandbox.posting.Poster;
import dev.touchstone.sandbox.workspace.Channel;
import dev.touchstone.sandbox.workspace.Json;
import dev.touchstone.sandbox.workspace.Message;
import dev.touchstone.sandbox.workspace.SlackError;
import dev.touchstone.sandbox.workspace.Workspace;
import java.util.Map;
import java.util.function.Supplier;

/// `chat.*`: posting, changing and deleting messages.
final class ChatMethods {
    private final Workspace workspace;
    private final Poster poster;
    private final Supplier<String> baseUrl;

    ChatMethods(Workspace workspace, Poster poster, Supplier<String> baseUrl) {
        this.workspace = workspace;
        this.poster = poster;
        this.baseUrl = baseUrl;
    }

    void addTo(Map<String, Method> methods) {
        methods.put("chat.postMessage", this::postMessage);
        methods.put("chat.postEphemeral", this::postEphemeral);
        methods.put("chat.update", this::update);
        methods.put("chat.delete", this::delete);
        methods.put("chat.getPermalink", this::getPermalink);
    }

    private ObjectNode postMessage(ApiCall call) {
        Message message = poster.post(destination(call), call.arguments());
        return answer(message).set("message", workspace.messages().toJson(message));
    }

    private ObjectNode postEphemeral(ApiCall call) {
        Message message = poster.postEphemeral(destination(call), call.required("user"), call.arguments());
        return Json.object().put("message_ts", message.ts());
    }

    private ObjectNode update(ApiCall call) {
        Message message = own(call, "cant_update_message");
        Message changed = poster.replace(message, withWhatIsKept(call.arguments(), message));
        ObjectNode answer = answer(changed).put("text", changed.body().text());
        return answer.set("message", workspace.messages().toJson(changed));
    }

    /// An update without `metadata` or `attachments` keeps the old ones; an empty one removes them. Blocks are
    /// different: text alone removes them.
    private static ObjectNode withWhatIsKept(ObjectNode arguments, Message message) {
        JsonNode metadata = arguments.get("metadata");
        if (metadata == null && message.body().metadata() != null) {
            arguments.set("metadata", message.body().metadata());
        } else if (metadata != null && metadata.isEmpty()) {
            arguments.remove("metadata");
        }
        if (!arguments.has("attachments") && !message.body().attachments().isEmpty()) {
            arguments.set("attachments", message.body().attachments());
        }
        return arguments;
    }

    private ObjectNode delete(ApiCall call) {
        Message message = own(call, "cant_delete_message");
        workspace.messages().remove(message);
        return answer(message);
    }

    private ObjectNode getPermalink(ApiCall call) {
        Channel channel = workspace.channels().visibleTo(bot(), call.required("channel"));
        Message message = workspace.messages().message(channel.id(), call.required("message_ts"));
        String link = baseUrl.get() + "/archives/" + channel.id() + "/p"
                + message.ts().replace(".", "");
        String thread = message.isReply() ? "?thread_ts=" + message.threadTs() + "&cid=" + channel.id() : "";
        return Json.object().put("channel", channel.id()).put("permalink", link + thread);
    }

    /// A conversation, or the direct messages with a person.
    private Channel destination(ApiCall call) {
        String channel = call.required("channel");
        return workspace.directory().knows(channel)
                ? workspace.channels().direct(bot(), channel)
                : workspace.channels().joinedBy(bot(), channel);
    }

    private Message own(ApiCall call, String refusal) {
        Channel channel = workspace.channels().visibleTo(bot(), call.required("channel"));
        Message message = workspace.messages().message(channel.id(), call.required("ts"));
        if (!message.user().equals(bot())) {
            throw new SlackError(refusal);
        }
        return message;
    }

    private String bot() {
        return workspace.app().botUserId();
    }

    private static ObjectNode answer(Message message) {
        return Json.object().put("channel", message.channel()).put("ts", message.ts());
    }
}

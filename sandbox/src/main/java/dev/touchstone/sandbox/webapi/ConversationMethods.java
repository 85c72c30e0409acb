package dev.touchstone.sandbox.webapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.sandbox.workspace.Channel;
import dev.touchstone.sandbox.workspace.Json;
import dev.touchstone.sandbox.workspace.Message;
import dev.touchstone.sandbox.workspace.SlackError;
import dev.touchstone.sandbox.workspace.Workspace;
import java.util.List;
import java.util.Map;

/// `conversations.*`: channels, their members and what was said in them.
final class ConversationMethods {
    private final Workspace workspace;

    ConversationMethods(Workspace workspace) {
        this.workspace = workspace;
    }

    void addTo(Map<String, Method> methods) {
        methods.put("conversations.open", this::open);
        methods.put("conversations.info", this::info);
        methods.put("conversations.list", this::list);
        methods.put("conversations.join", this::join);
        methods.put("conversations.members", this::members);
        methods.put("conversations.history", this::history);
        methods.put("conversations.replies", this::replies);
    }

    private ObjectNode open(ApiCall call) {
        String user = call.given("users").orElseThrow(() -> new SlackError("users_list_not_supplied"));
        workspace.directory().user(user);
        Channel direct = workspace.channels().direct(bot(), user);
        return Json.object().set("channel", Json.object().put("id", direct.id()));
    }

    private ObjectNode info(ApiCall call) {
        return Json.object().set("channel", json(visible(call)));
    }

    private ObjectNode list(ApiCall call) {
        List<String> types =
                List.of(call.given("types").orElse("public_channel").split(",", -1));
        List<Channel> all = workspace.channels().all().stream()
                .filter(channel -> types.contains(type(channel)))
                .filter(channel -> channel.kind() == Channel.Kind.PUBLIC || channel.has(bot()))
                .toList();
        ObjectNode answer = Json.object();
        answer.set(
                "channels",
                Json.objects(Paging.page(all, call).stream().map(this::json).toList()));
        Paging.addCursor(answer, all, call);
        return answer;
    }

    private ObjectNode join(ApiCall call) {
        Channel channel = visible(call);
        if (channel.kind() != Channel.Kind.PUBLIC) {
            throw new SlackError("method_not_supported_for_channel_type");
        }
        return Json.object().set("channel", json(workspace.channels().join(channel.id(), bot())));
    }

    private ObjectNode members(ApiCall call) {
        List<String> members = List.copyOf(visible(call).members());
        ObjectNode answer = Json.object();
        answer.set("members", Json.strings(Paging.page(members, call)));
        Paging.addCursor(answer, members, call);
        return answer;
    }

    private ObjectNode history(ApiCall call) {
        List<Message> newestFirst =
                workspace.messages().history(joined(call).id()).reversed();
        return messages(
                newestFirst.stream().filter(message -> isWithin(message, call)).toList(), call);
    }

    private ObjectNode replies(ApiCall call) {
        String channel = joined(call).id();
        List<Message> thread = workspace.messages().thread(channel, call.required("ts"));
        if (thread.isEmpty()) {
            throw new SlackError("thread_not_found");
        }
        return messages(thread, call);
    }

    private ObjectNode messages(List<Message> all, ApiCall call) {
        ObjectNode answer = Json.object();
        boolean withMetadata = call.flag("include_all_metadata");
        answer.set(
                "messages",
                Json.objects(Paging.page(all, call).stream()
                        .map(message -> json(message, withMetadata))
                        .toList()));
        boolean more = Paging.addCursor(answer, all, call);
        return answer.put("has_more", more);
    }

    private ObjectNode json(Message message, boolean withMetadata) {
        ObjectNode json = workspace.messages().toJson(message);
        if (!withMetadata) {
            json.remove("metadata");
        }
        return json;
    }

    private static boolean isWithin(Message message, ApiCall call) {
        boolean inclusive = call.flag("inclusive");
        int afterOldest = message.ts().compareTo(call.given("oldest").orElse("0"));
        int afterLatest = message.ts().compareTo(call.given("latest").orElse("9"));
        return inclusive ? afterOldest >= 0 && afterLatest <= 0 : afterOldest > 0 && afterLatest < 0;
    }

    private Channel visible(ApiCall call) {
        return workspace.channels().visibleTo(bot(), call.required("channel"));
    }

    private Channel joined(ApiCall call) {
        return workspace.channels().joinedBy(bot(), call.required("channel"));
    }

    private ObjectNode json(Channel channel) {
        return channel.toJson(workspace.team(), bot());
    }

    private static String type(Channel channel) {
        return switch (channel.kind()) {
            case PUBLIC -> "public_channel";
            case PRIVATE -> "private_channel";
            case DIRECT -> "im";
        };
    }

    private String bot() {
        return workspace.app().botUserId();
    }
}

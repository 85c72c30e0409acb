package dev.touchstone.sandbox.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.sandbox.interactivity.OpenView;
import dev.touchstone.sandbox.interactivity.ViewStore;
import dev.touchstone.sandbox.workspace.Channel;
import dev.touchstone.sandbox.workspace.Command;
import dev.touchstone.sandbox.workspace.Json;
import dev.touchstone.sandbox.workspace.Message;
import dev.touchstone.sandbox.workspace.Role;
import dev.touchstone.sandbox.workspace.SlackError;
import dev.touchstone.sandbox.workspace.User;
import dev.touchstone.sandbox.workspace.Workspace;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The whole workspace as one person sees it.
final class Snapshot {
    private final Workspace workspace;
    private final ViewStore views;

    Snapshot(Workspace workspace, ViewStore views) {
        this.workspace = workspace;
        this.views = views;
    }

    /// @param wanted the person; null for the workspace's first
    /// @throws SlackError `user_not_found`
    ObjectNode of(@Nullable String wanted) {
        return workspace.locked(() -> {
            String user = workspace
                    .directory()
                    .user(wanted == null ? firstPerson() : wanted)
                    .id();
            ObjectNode json = Json.object().put("me", user);
            json.set("team", workspace.team().toJson());
            json.set("app", app());
            json.set("users", users());
            json.set("groups", groups());
            json.set("channels", channels(user));
            json.setAll(surfaces(user));
            return json;
        });
    }

    /// What a person sees in one channel; empty if they are not in it.
    ObjectNode messages(String user, String channelId, @Nullable String ts) {
        return workspace.locked(() -> {
            Channel channel = workspace.channels().channel(channelId);
            ArrayNode seen =
                    channel.has(user) ? messages(user, channel, ts == null ? any -> true : ts::equals) : Json.array();
            return Json.object().set("messages", seen);
        });
    }

    /// A person's open modals, bottom first, and their Home tab.
    ObjectNode surfaces(String user) {
        return workspace.locked(() -> {
            ObjectNode json = Json.object();
            json.set("views", views(user));
            json.set("home", views.home(user).map(views::toPage).orElse(null));
            return json;
        });
    }

    private String firstPerson() {
        return workspace.directory().users().stream()
                .filter(user -> user.role() != Role.BOT)
                .map(User::id)
                .findFirst()
                .orElseThrow(() -> new SlackError("user_not_found"));
    }

    private ObjectNode app() {
        ObjectNode json = Json.object()
                .put("id", workspace.app().id())
                .put("name", workspace.app().name())
                .put("bot_user_id", workspace.app().botUserId());
        json.set(
                "commands",
                Json.objects(
                        workspace.app().commands().stream().map(Command::toJson).toList()));
        return json;
    }

    private ArrayNode users() {
        ArrayNode users = Json.array();
        for (User user : workspace.directory().users()) {
            users.addObject()
                    .put("id", user.id())
                    .put("name", user.name())
                    .put("real_name", user.realName())
                    .put("role", user.role().name());
        }
        return users;
    }

    private ArrayNode groups() {
        ArrayNode groups = Json.array();
        workspace.directory().groups().forEach(group -> groups.add(group.toJson(workspace.team())));
        return groups;
    }

    /// Everything in the person's channels: the page keeps it and applies live changes to it.
    private ArrayNode channels(String user) {
        workspace.channels().direct(workspace.app().botUserId(), user);
        ArrayNode channels = Json.array();
        for (Channel channel : workspace.channels().of(user)) {
            ObjectNode json = channels.addObject()
                    .put("id", channel.id())
                    .put("name", channel.name())
                    .put("kind", channel.kind().name())
                    .put("topic", channel.topic());
            json.set("members", Json.strings(channel.members()));
            json.set("messages", messages(user, channel, any -> true));
        }
        return channels;
    }

    private ArrayNode messages(String user, Channel channel, Predicate<String> wanted) {
        List<Message> seen = workspace.messages().allSeenBy(user, channel.id());
        return Json.objects(seen.stream()
                .filter(message -> wanted.test(message.ts()))
                .map(message -> workspace.messages().toJson(message))
                .toList());
    }

    private ArrayNode views(String user) {
        List<OpenView> stack = views.stack(user);
        return Json.objects(stack.stream().map(views::toPage).toList());
    }
}

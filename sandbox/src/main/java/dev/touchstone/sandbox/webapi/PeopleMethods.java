package dev.touchstone.sandbox.webapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.sandbox.workspace.Json;
import dev.touchstone.sandbox.workspace.Team;
import dev.touchstone.sandbox.workspace.User;
import dev.touchstone.sandbox.workspace.UserGroup;
import dev.touchstone.sandbox.workspace.Workspace;
import java.util.List;
import java.util.Map;

/// `users.*` and `usergroups.*`.
final class PeopleMethods {
    private final Workspace workspace;

    PeopleMethods(Workspace workspace) {
        this.workspace = workspace;
    }

    void addTo(Map<String, Method> methods) {
        methods.put("users.info", this::info);
        methods.put("users.list", this::list);
        methods.put("usergroups.list", this::groups);
        methods.put("usergroups.users.list", this::groupUsers);
    }

    private ObjectNode info(ApiCall call) {
        User user = workspace.directory().user(call.required("user"));
        return Json.object().set("user", user.toJson(workspace.team()));
    }

    private ObjectNode list(ApiCall call) {
        List<User> all = workspace.directory().users();
        Team team = workspace.team();
        ObjectNode answer = Json.object();
        answer.set(
                "members",
                Json.objects(Paging.page(all, call).stream()
                        .map(user -> user.toJson(team))
                        .toList()));
        Paging.addCursor(answer, all, call);
        return answer;
    }

    private ObjectNode groups(ApiCall call) {
        return Json.object()
                .set(
                        "usergroups",
                        Json.objects(workspace.directory().groups().stream()
                                .map(group -> json(group, call.flag("include_users")))
                                .toList()));
    }

    private ObjectNode json(UserGroup group, boolean withUsers) {
        ObjectNode json = group.toJson(workspace.team());
        if (!withUsers) {
            json.remove("users");
        }
        return json;
    }

    private ObjectNode groupUsers(ApiCall call) {
        UserGroup group = workspace.directory().group(call.required("usergroup"));
        return Json.object().set("users", Json.strings(group.users()));
    }
}

package dev.touchstone.sandbox.webapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.sandbox.delivery.SocketMode;
import dev.touchstone.sandbox.delivery.SocketRoutes;
import dev.touchstone.sandbox.workspace.Json;
import dev.touchstone.sandbox.workspace.Workspace;
import java.util.Map;
import java.util.function.Supplier;

/// `api.test`, `auth.test` and `apps.connections.open`.
final class AppMethods {
    private final Workspace workspace;
    private final SocketMode sockets;
    private final Supplier<String> baseUrl;

    AppMethods(Workspace workspace, SocketMode sockets, Supplier<String> baseUrl) {
        this.workspace = workspace;
        this.sockets = sockets;
        this.baseUrl = baseUrl;
    }

    void addTo(Map<String, Method> methods) {
        methods.put("api.test", call -> Json.object().set("args", call.arguments()));
        methods.put("auth.test", this::authTest);
        methods.put("apps.connections.open", this::openConnection);
    }

    private ObjectNode authTest(ApiCall call) {
        return Json.object()
                .put("url", baseUrl.get() + "/")
                .put("team", workspace.team().name())
                .put("team_id", workspace.team().id())
                .put("user", workspace.bot().name())
                .put("user_id", workspace.bot().id())
                .put("bot_id", workspace.app().botId())
                .put("is_enterprise_install", false);
    }

    private ObjectNode openConnection(ApiCall call) {
        String address = baseUrl.get().replaceFirst("^http", "ws") + SocketRoutes.PATH;
        return Json.object().put("url", address + "?ticket=" + sockets.issueTicket());
    }
}

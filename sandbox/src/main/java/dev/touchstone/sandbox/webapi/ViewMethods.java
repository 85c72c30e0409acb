package dev.touchstone.sandbox.webapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.sandbox.interactivity.OpenView;
import dev.touchstone.sandbox.interactivity.Triggers;
import dev.touchstone.sandbox.interactivity.ViewStore;
import dev.touchstone.sandbox.posting.Drafts;
import dev.touchstone.sandbox.workspace.Json;
import dev.touchstone.sandbox.workspace.SlackError;
import dev.touchstone.sandbox.workspace.Workspace;
import java.util.List;
import java.util.Map;

/// `views.*`: modals and the Home tab.
final class ViewMethods {
    private final Workspace workspace;
    private final ViewStore views;
    private final Drafts drafts;
    private final Triggers triggers;

    ViewMethods(Workspace workspace, ViewStore views, Drafts drafts, Triggers triggers) {
        this.workspace = workspace;
        this.views = views;
        this.drafts = drafts;
        this.triggers = triggers;
    }

    void addTo(Map<String, Method> methods) {
        methods.put("views.open", this::open);
        methods.put("views.push", this::push);
        methods.put("views.update", this::update);
        methods.put("views.publish", this::publish);
    }

    private ObjectNode open(ApiCall call) {
        ObjectNode definition = definition(call, "modal");
        return answer(views.open(triggers.exchange(call.required("trigger_id")), definition));
    }

    private ObjectNode push(ApiCall call) {
        ObjectNode definition = definition(call, "modal");
        return answer(views.push(triggers.exchange(call.required("trigger_id")), definition));
    }

    private ObjectNode update(ApiCall call) {
        OpenView view = call.given("view_id")
                .map(views::view)
                .orElseGet(() -> views.viewByExternalId(call.required("external_id")));
        ObjectNode definition = definition(call, view.definition().path("type").asText(""));
        return answer(views.update(view, definition, call.text("hash")));
    }

    private ObjectNode publish(ApiCall call) {
        String user = workspace.directory().user(call.required("user_id")).id();
        return answer(views.publish(user, definition(call, "home"), call.text("hash")));
    }

    private ObjectNode definition(ApiCall call, String type) {
        ObjectNode definition = drafts.view(call.tree("view"));
        if (!definition.path("type").asText("").equals(type)) {
            throw new SlackError(
                    "invalid_arguments", List.of("[ERROR] must be `" + type + "` [json-pointer:/view/type]"));
        }
        return definition;
    }

    private ObjectNode answer(OpenView view) {
        return Json.object().set("view", views.toJson(view));
    }
}

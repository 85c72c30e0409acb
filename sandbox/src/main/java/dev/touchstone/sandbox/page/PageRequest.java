package dev.touchstone.sandbox.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.touchstone.sandbox.workspace.Json;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The JSON body of a request of the page. Only `application/json` is read: a form of another site cannot send that.
final class PageRequest {
    private final JsonNode body;

    private PageRequest(JsonNode body) {
        this.body = body;
    }

    static PageRequest of(Context ctx) {
        String type = ctx.contentType();
        if (type == null || !type.startsWith("application/json")) {
            throw new HttpResponseException(415, "Send application/json.", Map.of());
        }
        JsonNode body = Json.read(ctx.body()).orElseThrow(() -> new BadRequestResponse("The body is not JSON."));
        return new PageRequest(body);
    }

    String text(String name) {
        return body.path(name).asText("");
    }

    @Nullable
    String optional(String name) {
        String text = text(name);
        return text.isEmpty() ? null : text;
    }

    int number(String name, int otherwise) {
        return body.path(name).asInt(otherwise);
    }

    boolean flag(String name) {
        return body.path(name).asBoolean(false);
    }

    /// The member as it came, an explicit null included; a missing node if it did not come.
    JsonNode tree(String name) {
        JsonNode tree = body.get(name);
        return tree == null ? MissingNode.getInstance() : tree;
    }
}

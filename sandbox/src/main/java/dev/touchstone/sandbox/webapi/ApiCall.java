package dev.touchstone.sandbox.webapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.sandbox.workspace.Json;
import dev.touchstone.sandbox.workspace.SlackError;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One call of a Web API method: its arguments, whether they came as a form or as JSON.
final class ApiCall {
    /// Arguments that are JSON texts when the call is a form.
    private static final Set<String> TREES = Set.of("blocks", "attachments", "metadata", "view", "files");

    private final ObjectNode arguments;

    private ApiCall(ObjectNode arguments) {
        this.arguments = arguments;
    }

    static ApiCall of(Context ctx) {
        ObjectNode arguments = Json.object();
        ctx.queryParamMap().forEach((name, values) -> put(arguments, name, values.getFirst()));
        String type = ctx.contentType();
        if (type != null && type.startsWith("application/json")) {
            JsonNode body = Json.read(ctx.body()).orElseThrow(() -> new SlackError("invalid_json"));
            body.properties().forEach(entry -> put(arguments, entry.getKey(), entry.getValue()));
        } else {
            ctx.formParamMap().forEach((name, values) -> put(arguments, name, values.getFirst()));
        }
        return new ApiCall(arguments);
    }

    private static void put(ObjectNode arguments, String name, JsonNode value) {
        if (value.isTextual()) {
            put(arguments, name, value.textValue());
        } else if (!value.isNull()) {
            arguments.set(name, value);
        }
    }

    private static void put(ObjectNode arguments, String name, String value) {
        if (TREES.contains(name) && !value.isEmpty()) {
            arguments.set(name, Json.read(value).orElseThrow(() -> notJson(name)));
        } else {
            arguments.put(name, value);
        }
    }

    private static SlackError notJson(String name) {
        return switch (name) {
            case "blocks", "attachments", "metadata" -> new SlackError("invalid_" + name + "_format");
            default -> new SlackError("invalid_arguments", List.of("[ERROR] invalid JSON: " + name));
        };
    }

    /// The arguments as a tree, without the token.
    ObjectNode arguments() {
        ObjectNode copy = arguments.deepCopy();
        copy.remove("token");
        return copy;
    }

    /// @return the argument, or an empty text
    String text(String name) {
        return arguments.path(name).asText("");
    }

    Optional<String> given(String name) {
        return Optional.of(text(name)).filter(text -> !text.isEmpty());
    }

    /// @throws SlackError `invalid_arguments` naming the missing one
    String required(String name) {
        return given(name)
                .orElseThrow(
                        () -> new SlackError("invalid_arguments", List.of("[ERROR] missing required field: " + name)));
    }

    boolean flag(String name) {
        String text = text(name);
        return text.equals("1") || text.equals("true");
    }

    int number(String name, int otherwise) {
        try {
            return Integer.parseInt(text(name));
        } catch (NumberFormatException absent) {
            return otherwise;
        }
    }

    @Nullable
    JsonNode tree(String name) {
        return arguments.get(name);
    }
}

package dev.touchstone.backend.http.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.http.Endpoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The refusals that operations share: which of them may come, and how each is described.
final class OpenApiRefusals {
    private static final List<Refusal> ALL = List.of(
            new Refusal(400, "BadRequest", "The request cannot be read: broken JSON or a bad parameter."),
            new Refusal(401, "Unauthorized", "There is no valid API key in the Authorization header."),
            new Refusal(403, "Forbidden", "The key does not have the scope, or is of one pipeline only."),
            new Refusal(404, "NotFound", "There is nothing of that name or id that this key may see."),
            new Refusal(408, "TooSlow", "The body did not come in time; nothing was stored."),
            new Refusal(413, "TooLarge", "The body is larger than the server takes."),
            new Refusal(
                    415,
                    "WrongMediaType",
                    "The Content-Type is missing or another, or the Content-Encoding is neither gzip nor identity."),
            new Refusal(422, "Invalid", "A value cannot be taken; `errors` points at it."),
            new Refusal(429, "RateLimited", "The key sends too many requests."),
            new Refusal(
                    503, "Unavailable", "The server is overloaded or its database cannot answer; nothing was stored."),
            new Refusal(507, "StorageFull", "The database's disk is full; nothing was stored."));
    private static final String ANY_OTHER = "Refused";

    private OpenApiRefusals() {}

    private record Refusal(int status, String name, String description) {}

    /// Status, or `default`, to the name of the response.
    static Map<String, String> of(Endpoint endpoint) {
        List<Integer> statuses = new ArrayList<>();
        if (!endpoint.parameters().isEmpty() || endpoint.request() != null) {
            statuses.add(400);
        }
        if (endpoint.operation().path().contains("{")) {
            statuses.add(404);
        }
        if (endpoint.request() != null) {
            statuses.addAll(List.of(408, 413, 415, 422));
        }
        if (endpoint.scope() != null) {
            statuses.addAll(List.of(401, 403, 429, 503));
        }
        if (!endpoint.operation().method().equals("GET")) {
            statuses.add(507);
        }
        Map<String, String> refusals = new LinkedHashMap<>();
        ALL.stream()
                .filter(refusal -> statuses.contains(refusal.status()))
                .forEach(refusal -> refusals.put(String.valueOf(refusal.status()), refusal.name()));
        refusals.put("default", ANY_OTHER);
        return refusals;
    }

    static ObjectNode reference(String name) {
        return Json.mapper().createObjectNode().put("$ref", "#/components/responses/" + name);
    }

    /// All of them, for the components of the document.
    static ObjectNode definitions() {
        ObjectNode definitions = Json.mapper().createObjectNode();
        ALL.forEach(refusal -> definitions.set(refusal.name(), response(refusal.description(), refusal.status())));
        definitions.set(ANY_OTHER, response("Any other refusal.", 0));
        return definitions;
    }

    private static ObjectNode response(String description, int status) {
        ObjectNode response = Json.mapper().createObjectNode().put("description", description);
        addHeaders(response, status);
        response.putObject("content").putObject(Endpoint.PROBLEM).set("schema", problem());
        return response;
    }

    static ObjectNode problem() {
        return Json.mapper().createObjectNode().put("$ref", "#/components/schemas/Problem");
    }

    /// The headers that answers of a status carry.
    static void addHeaders(ObjectNode response, int status) {
        switch (status) {
            case 401 -> header(response, "WWW-Authenticate", "How to send a key.", "string");
            case 405 -> header(response, "Allow", "The methods this path takes.", "string");
            case 429, 503, 507 ->
                header(response, "Retry-After", "Seconds to wait before sending the request again.", "integer");
            default -> {}
        }
    }

    private static void header(ObjectNode response, String name, String description, String type) {
        response.putObject("headers")
                .putObject(name)
                .put("description", description)
                .putObject("schema")
                .put("type", type);
    }
}

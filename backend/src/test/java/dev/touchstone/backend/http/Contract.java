package dev.touchstone.backend.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.touchstone.api.wire.Json;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The OpenAPI document as a judge of what the server takes and answers.
record Contract(ObjectNode document, Map<String, Schema> schemas) {
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    static Contract of(RunningBackend api) throws IOException, InterruptedException {
        return new Contract(Json.read(api.get("/openapi.json").body(), ObjectNode.class), new HashMap<>());
    }

    /// What is wrong with a value, by the schema of that name.
    List<String> complaints(String schema, JsonNode value) {
        return complaintsAt("#/components/schemas/" + schema, value);
    }

    /// What is wrong with an answer of an operation; every line counts when it has several.
    List<String> complaints(String method, String path, HttpResponse<String> answer) {
        String at = "/paths/" + path.replace("/", "~1") + "/" + method + "/responses/" + answer.statusCode();
        JsonNode described = document.at(at);
        if (described.isMissingNode()) {
            return List.of(method + " " + path + " may not answer " + answer.statusCode() + ": " + answer.body());
        }
        String mediaType =
                answer.headers().firstValue("Content-Type").orElse("").replaceFirst(";.*", "");
        if (!described.has("content")) {
            return answer.body().isEmpty() ? List.of() : List.of("a body where there should be none");
        }
        if (!described.at("/content").has(mediaType)) {
            return List.of(method + " " + path + " may not answer with " + mediaType);
        }
        String schema = "#" + at + "/content/" + mediaType.replace("/", "~1") + "/schema";
        return answer.body()
                .lines()
                .flatMap(line -> complaintsAt(schema, Json.read(line, JsonNode.class)).stream())
                .toList();
    }

    private List<String> complaintsAt(String pointer, JsonNode value) {
        Schema schema = schemas.computeIfAbsent(
                pointer, key -> REGISTRY.getSchema(document.deepCopy().put("$ref", key)));
        return schema.validate(value).stream().map(Object::toString).toList();
    }
}

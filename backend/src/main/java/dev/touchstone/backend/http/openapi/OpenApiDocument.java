package dev.touchstone.backend.http.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Problem;
import dev.touchstone.api.wire.ProductVersion;
import dev.touchstone.backend.http.Endpoint;
import java.util.List;

/// The API as an OpenAPI 3.1 document, made from the records that register its operations.
final class OpenApiDocument {
    private static final String DESCRIPTION = """
            Human review for LLM and ML pipelines.

            Send the key as `Authorization: Bearer ts_…`; make one with `./touchstone keys create`. Bodies are JSON \
            in UTF-8. Where a field may be null, answers leave it out, and requests may. Unknown fields and unknown \
            query parameters are refused. Every refusal is a problem document (RFC 9457) with a stable `code` and a \
            `detail` that tells the next step.
            """;

    private OpenApiDocument() {}

    static String write(List<Endpoint> endpoints) {
        OpenApiSchemas schemas = new OpenApiSchemas();
        ObjectNode document = Json.mapper().createObjectNode().put("openapi", "3.1.0");
        document.set("info", info());
        document.putArray("servers").addObject().put("url", "/");
        ArrayNode tags = document.putArray("tags");
        endpoints.stream()
                .map(OpenApiOperation::tag)
                .distinct()
                .forEach(tag -> tags.addObject().put("name", tag));
        ObjectNode paths = document.putObject("paths");
        for (Endpoint endpoint : endpoints) {
            paths.withObjectProperty(endpoint.operation().path())
                    .set(
                            endpoint.operation().method().toLowerCase(java.util.Locale.ROOT),
                            new OpenApiOperation(endpoint, schemas).write());
        }
        document.set("components", components(schemas));
        return Json.write(document);
    }

    private static ObjectNode info() {
        ObjectNode info = Json.mapper()
                .createObjectNode()
                .put("title", "Touchstone API")
                .put("version", ProductVersion.NUMBER)
                .put("description", DESCRIPTION);
        info.putObject("license").put("name", "Apache-2.0").put("identifier", "Apache-2.0");
        return info;
    }

    private static ObjectNode components(OpenApiSchemas schemas) {
        ObjectNode components = Json.mapper().createObjectNode();
        components
                .putObject("securitySchemes")
                .putObject(OpenApiOperation.SECURITY)
                .put("type", "http")
                .put("scheme", "bearer")
                .put("description", "An API key, which looks like `ts_…`.");
        // Named in every refusal by reference only.
        schemas.of(Problem.class);
        components.set("responses", OpenApiRefusals.definitions());
        components.set("schemas", schemas.definitions());
        return components;
    }
}

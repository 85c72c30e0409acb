package dev.touchstone.backend.http.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Problem;
import dev.touchstone.backend.http.Endpoint;
import dev.touchstone.backend.http.Parameter;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The OpenAPI entry of one endpoint: what it takes and everything it may answer.
final class OpenApiOperation {
    static final String SECURITY = "api_key";

    private static final Pattern PATH_PARAMETER = Pattern.compile("\\{(\\w+)}");

    private final Endpoint endpoint;
    private final OpenApiSchemas schemas;

    OpenApiOperation(Endpoint endpoint, OpenApiSchemas schemas) {
        this.endpoint = endpoint;
        this.schemas = schemas;
    }

    ObjectNode write() {
        ObjectNode operation = object();
        operation.putArray("tags").add(tag(endpoint));
        operation.put("operationId", endpoint.operation().id());
        operation.put("summary", endpoint.operation().summary());
        ArrayNode security = operation.putArray("security");
        if (endpoint.scope() == null) {
            operation.put("description", "Public: needs no key.");
        } else {
            String scope = endpoint.scope().wire();
            operation.put("description", "Needs a key with the scope `" + scope + "`.");
            security.addObject().putArray(SECURITY).add(scope);
        }
        ArrayNode parameters = parameters();
        if (!parameters.isEmpty()) {
            operation.set("parameters", parameters);
        }
        if (endpoint.request() != null) {
            operation.set("requestBody", requestBody(endpoint.request()));
        }
        ObjectNode responses = operation.putObject("responses");
        responses().forEach(responses::set);
        return operation;
    }

    /// The part of the API it belongs to: the noun of its path.
    static String tag(Endpoint endpoint) {
        String[] segments = endpoint.operation().path().split("[/:]");
        return segments.length > 2 && segments[1].equals("v1") ? segments[2] : "server";
    }

    private ArrayNode parameters() {
        ArrayNode parameters = Json.mapper().createArrayNode();
        Matcher inPath = PATH_PARAMETER.matcher(endpoint.operation().path());
        while (inPath.find()) {
            ObjectNode parameter = parameters
                    .addObject()
                    .put("name", inPath.group(1))
                    .put("in", "path")
                    .put("required", true)
                    .put(
                            "description",
                            PathParameters.description(endpoint.operation().path(), inPath.group(1)));
            parameter.putObject("schema").put("type", "string");
        }
        for (Parameter parameter : endpoint.parameters()) {
            parameters
                    .addObject()
                    .put("name", parameter.name())
                    .put("in", parameter.in() == Parameter.In.QUERY ? "query" : "header")
                    .put("required", parameter.required())
                    .put("description", parameter.description())
                    .set("schema", schema(parameter));
        }
        return parameters;
    }

    private ObjectNode schema(Parameter parameter) {
        ObjectNode schema = schemas.of(parameter.type());
        Parameter.Span span = parameter.span();
        if (span != null) {
            schema.put("minimum", span.least()).put("maximum", span.most());
            if (span.byDefault() != null) {
                schema.put("default", span.byDefault());
            }
        }
        return schema;
    }

    private ObjectNode requestBody(Endpoint.Body body) {
        ObjectNode request = object().put("required", true);
        if (body.mediaType().equals(Endpoint.NDJSON)) {
            request.put("description", "One document per line; the schema is that of a line.");
        }
        ObjectNode content = content(body.type(), body.mediaType());
        JsonNode example = RequestExamples.of(body.type());
        if (example != null) {
            content.withObjectProperty(body.mediaType()).set("example", example);
        }
        request.set("content", content);
        return request;
    }

    /// By status, `default` last.
    private Map<String, ObjectNode> responses() {
        Map<String, ObjectNode> responses = new TreeMap<>();
        OpenApiRefusals.of(endpoint).forEach((status, name) -> responses.put(status, OpenApiRefusals.reference(name)));
        for (Endpoint.Answer answer : endpoint.answers()) {
            ObjectNode response = object().put("description", description(answer));
            OpenApiRefusals.addHeaders(response, answer.status());
            if (answer.type() != Void.class) {
                response.set("content", content(answer.type(), answer.mediaType()));
            }
            responses.put(String.valueOf(answer.status()), response);
        }
        return responses;
    }

    private static String description(Endpoint.Answer answer) {
        return answer.mediaType().equals(Endpoint.NDJSON)
                ? answer.description() + " One document per line; the schema is that of a line."
                : answer.description();
    }

    private ObjectNode content(Type type, String mediaType) {
        ObjectNode content = object();
        if (type == byte[].class) {
            // Bytes have no schema: OpenAPI 3.1 leaves it out.
            content.putObject(mediaType);
            return content;
        }
        ObjectNode schema = type == JsonNode.class ? object().put("type", "object") : schemas.of(type);
        content.putObject(mediaType).set("schema", type == Problem.class ? OpenApiRefusals.problem() : schema);
        return content;
    }

    private static ObjectNode object() {
        return Json.mapper().createObjectNode();
    }
}

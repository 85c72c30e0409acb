package dev.touchstone.backend.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.wire.Json;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The document against the server it came from.
class OpenApiTest {
    private static RunningBackend api;
    private static String text;
    private static JsonNode document;

    private record Operation(String method, String path, JsonNode entry) {
        String name() {
            return method + " " + path;
        }
    }

    @BeforeAll
    static void fetch(@TempDir Path directory) throws Exception {
        api = new RunningBackend(directory);
        HttpResponse<String> response = api.send(
                HttpRequest.newBuilder(api.request("/openapi.json").build().uri()));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        text = response.body();
        document = Json.mapper().readTree(text);
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void isOpenApi31WithoutComplaint() {
        ParseOptions options = new ParseOptions();
        options.setResolve(true);

        SwaggerParseResult parsed = new OpenAPIV3Parser().readContents(text, null, options);

        assertThat(parsed.getMessages()).isNullOrEmpty();
        assertThat(parsed.isOpenapi31()).isTrue();
        assertThat(parsed.getOpenAPI().getPaths()).isNotEmpty();
    }

    @Test
    void describesExactlyTheRoutesThatAreRegistered() {
        HttpServer server = new HttpServer(
                new ServerConfig("127.0.0.1", 0, 1024, 1024, 1, Duration.ZERO, BodyConfig.DEFAULT, List.of(), 300),
                api.backend().endpoints(),
                new NobodyKnown(),
                new SimpleMeterRegistry());

        assertThat(operations().map(Operation::name)).containsExactlyInAnyOrderElementsOf(server.routes());
    }

    @Test
    void everyOperationIsServed() throws Exception {
        for (Operation operation : operations().toList()) {
            String path = operation.path().replaceAll("\\{\\w+}", "none");
            // Without a body or parameters, so that nothing happens.
            HttpResponse<String> response =
                    api.send(api.request(path).method(operation.method(), HttpRequest.BodyPublishers.noBody()));

            assertThat(response.body())
                    .as(operation.name())
                    .doesNotContain("urn:touchstone:problem:unknown-path", "method-not-allowed");
            assertThat(response.statusCode()).as(operation.name()).isNotEqualTo(500);
        }
    }

    @Test
    void operationIdsAreUnique() {
        assertThat(operations()
                        .map(operation -> operation.entry().get("operationId").textValue()))
                .doesNotHaveDuplicates()
                .doesNotContainNull();
    }

    @Test
    void everyReferenceLeadsSomewhereAndEveryComponentIsUsed() {
        List<String> references =
                document.findValuesAsText("$ref").stream().distinct().toList();

        assertThat(references)
                .allMatch(reference -> !document.at(reference.substring(1)).isMissingNode());
        List<String> defined = new ArrayList<>();
        for (String kind : List.of("schemas", "responses")) {
            document.at("/components/" + kind)
                    .fieldNames()
                    .forEachRemaining(name -> defined.add("#/components/" + kind + "/" + name));
        }
        assertThat(references).containsExactlyInAnyOrderElementsOf(defined);
    }

    @Test
    void keyIsAskedForExactlyWhereTheDocumentSaysSo() throws Exception {
        for (Operation operation : operations().toList()) {
            String path = operation.path().replaceAll("\\{\\w+}", "none");
            HttpRequest.Builder withoutKey = HttpRequest.newBuilder(
                            api.request(path).build().uri())
                    .method(operation.method(), HttpRequest.BodyPublishers.noBody());
            boolean secured = !operation.entry().get("security").isEmpty();

            assertThat(api.send(withoutKey).statusCode() == 401)
                    .as(operation.name())
                    .isEqualTo(secured);
        }
    }

    @Test
    void successAndRefusalsOfPostingAnOutputAreDescribed() {
        JsonNode responses = document.at("/paths/~1v1~1outputs/post/responses");

        for (String status : List.of("200", "201")) {
            assertThat(responses
                            .at("/" + status + "/content/application~1json/schema/$ref")
                            .textValue())
                    .isEqualTo("#/components/schemas/OutputReceipt");
        }
        assertThat(responses.has("default")).isTrue();
        assertThat(document.at("/components/responses/RateLimited/headers").has("Retry-After"))
                .isTrue();
        assertThat(document.at("/components/responses/Refused/content").has("application/problem+json"))
                .isTrue();
    }

    @Test
    void decisionsTakeAnIdempotencyKey() {
        for (String act : List.of("decisions", "undo")) {
            JsonNode parameters = document.at("/paths/~1v1~1reviews~1{id}~1" + act + "/post/parameters");

            assertThat(parameters).anySatisfy(parameter -> {
                assertThat(parameter.get("name").textValue()).isEqualTo("Idempotency-Key");
                assertThat(parameter.get("in").textValue()).isEqualTo("header");
            });
        }
    }

    @Test
    void numbersOutsideTheirSpanAreRefused() throws Exception {
        for (Operation operation : operations().toList()) {
            for (JsonNode parameter : operation.entry().path("parameters")) {
                JsonNode schema = parameter.get("schema");
                if (schema.has("minimum")) {
                    assertRefused(operation, parameter, schema.get("minimum").longValue() - 1);
                    assertRefused(operation, parameter, schema.get("maximum").longValue() + 1);
                }
            }
        }
    }

    private static void assertRefused(Operation operation, JsonNode parameter, long value) throws Exception {
        StringBuilder path = new StringBuilder(operation.path().replaceAll("\\{\\w+}", "none") + "?");
        for (JsonNode other : operation.entry().get("parameters")) {
            if (other.get("required").booleanValue()
                    && other.get("in").textValue().equals("query")) {
                path.append(other.get("name").textValue()).append("=x&");
            }
        }
        String name = parameter.get("name").textValue();

        HttpResponse<String> response = api.send(
                api.request(path + name + "=" + value).method(operation.method(), HttpRequest.BodyPublishers.noBody()));

        assertThat(response.body()).as(operation.name()).contains("'" + name + "' must be a whole number");
        assertThat(response.statusCode()).as(operation.name()).isEqualTo(400);
    }

    private static Stream<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(entry -> operations.add(new Operation(
                                entry.getKey().toUpperCase(Locale.ROOT), path.getKey(), entry.getValue()))));
        return operations.stream();
    }

    private static final class NobodyKnown implements Authenticator {
        @Override
        public Optional<Caller> authenticate(String token) {
            return Optional.empty();
        }

        @Override
        public void refused(String actor, String operation, String why) {
            // Nobody calls.
        }
    }
}

package dev.touchstone.backend.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.wire.Json;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the page of the API fills in for somebody who tries it.
class RequestExamplesTest {
    private static RunningBackend api;
    private static JsonNode document;

    /// An operation with a body.
    private record Taker(String name, String method, String address, String media, JsonNode content) {}

    @BeforeAll
    static void fetch(@TempDir Path directory) throws Exception {
        api = new RunningBackend(directory);
        document = Json.read(api.get("/openapi.json").body(), JsonNode.class);
        HttpResponse<String> unused = api.send(api.request("/v1/pipelines/support-bot")
                .setHeader("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{}")));
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static List<Taker> takers() {
        List<Taker> takers = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                for (Map.Entry<String, JsonNode> content :
                        method.getValue().at("/requestBody/content").properties()) {
                    // Nobody types protobuf into a page.
                    if (content.getKey().equals("application/x-protobuf")) {
                        continue;
                    }
                    takers.add(new Taker(
                            method.getValue().path("operationId").asText(),
                            method.getKey().toUpperCase(Locale.ROOT),
                            address(path.getKey(), method.getValue()),
                            content.getKey(),
                            content.getValue()));
                }
            }
        }
        return takers;
    }

    private static String address(String path, JsonNode operation) {
        boolean ofPipeline =
                operation.path("parameters").findValuesAsText("name").contains("pipeline");
        return path.replace("{name}", "support-bot")
                        .replace("{number}", "1")
                        .replaceAll("\\{[a-z]+}", "019a4f6e-3b1c-7c11-9c0f-4c1a2be17e55")
                + (ofPipeline ? "?pipeline=support-bot" : "");
    }

    @Test
    void everyBodyHasAnExample() {
        assertThat(takers()).hasSizeGreaterThan(25);
        assertThat(takers())
                .filteredOn(taker -> taker.content().path("example").isMissingNode())
                .isEmpty();
    }

    /// The server reads each before it looks whether what is named in the path exists, and then says only that it does
    /// not, or that it cannot be done now.
    @Test
    void theServerTakesEachExampleAsABody() throws Exception {
        List<String> refused = new ArrayList<>();
        for (Taker taker : takers()) {
            HttpResponse<String> response = send(taker);
            String code = response.statusCode() < 400
                    ? ""
                    : Json.read(response.body(), JsonNode.class).path("code").asText();
            if (response.statusCode() == 400 || response.statusCode() >= 500 || code.startsWith("invalid")) {
                refused.add(taker.name() + " " + response.statusCode() + " " + response.body());
            }
        }

        assertThat(refused).isEmpty();
    }

    @Test
    void anOutputIsPostedAsThePageFillsItIn() throws Exception {
        Taker post = takers().stream()
                .filter(taker -> taker.name().equals("postOutput"))
                .findFirst()
                .orElseThrow();

        assertThat(send(post).statusCode()).isIn(200, 201);
    }

    private static HttpResponse<String> send(Taker taker) throws Exception {
        return api.send(api.request(taker.address())
                .setHeader("Content-Type", taker.media())
                .method(
                        taker.method(),
                        BodyPublishers.ofString(Json.write(taker.content().get("example")))));
    }

    @Test
    void everyParameterSaysWhatItIs() {
        List<String> bare = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
            for (JsonNode operation : path.getValue()) {
                for (JsonNode parameter : operation.path("parameters")) {
                    if (parameter.path("description").asText().isBlank()) {
                        bare.add(path.getKey() + " " + parameter.path("name").asText());
                    }
                }
            }
        }

        assertThat(bare).isEmpty();
    }
}

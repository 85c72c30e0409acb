package dev.touchstone.backend.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.testing.ServedBackend;
import dev.touchstone.backend.testing.TestDatabases;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentToolsTest {
    private static final PipelineName SUPPORT = new PipelineName(ServedBackend.PIPELINE);

    private ServedBackend served;
    private String key;

    @BeforeEach
    void start(@TempDir Path folder) {
        served = new ServedBackend(TestDatabases.newSqlite(folder.resolve("touchstone.db")));
        served.client.putPipeline(
                ServedBackend.PIPELINE,
                Json.read("{\"audit_rate\": 0, \"reviewers\": {\"channel\": \"#reviews\"}}", Policy.class));
        key = served.key(SUPPORT, Scope.OUTPUTS_READ, Scope.OUTPUTS_WRITE, Scope.REVIEWS_WRITE);
    }

    @AfterEach
    void stop() {
        served.close();
    }

    private HttpResponse<String> post(String bearer, String body) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create(served.backend.url() + "/mcp"))
                            .header("Content-Type", "application/json")
                            .header("Authorization", "Bearer " + bearer)
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private JsonNode call(String bearer, String tool, String arguments) throws Exception {
        String body = post(bearer, """
                        {"jsonrpc": "2.0", "id": 1, "method": "tools/call",
                         "params": {"name": "%s", "arguments": %s}}""".formatted(tool, arguments)).body();
        return Json.read(body, JsonNode.class).path("result");
    }

    private static String code(JsonNode result) {
        assertThat(result.path("isError").booleanValue()).isTrue();
        return Json.read(result.at("/content/0/text").textValue(), JsonNode.class)
                .path("code")
                .textValue();
    }

    private long notes() {
        try (Database database = Database.open(served.database)) {
            return database.reader()
                    .withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM delivery WHERE kind = 'review.note'")
                            .mapTo(Long.class)
                            .one());
        }
    }

    /// Without a confidence routing sends it to people by itself, and what the agent says of it is told all the same.
    @Test
    void whyPeopleShouldLookIsToldOnceWhateverOpenedTheReview() throws Exception {
        for (String confidence : new String[] {"", ", \"confidence\": 0.99"}) {
            long before = notes();
            String ask =
                    "{\"pipeline\": \"support\", \"key\": \"k%s\", \"output\": \"Refund it.\", \"note\": \"Much\"%s}"
                            .formatted(confidence.length(), confidence);
            String first = call(key, "request_review", ask)
                    .at("/structuredContent/review_id")
                    .textValue();
            String second = call(key, "request_review", ask)
                    .at("/structuredContent/review_id")
                    .textValue();

            assertThat(first).isNotNull().isEqualTo(second);
            assertThat(notes() - before).as("confidence " + confidence).isEqualTo(1);
        }
    }

    @Test
    void aKeyDoesWhatItsScopesAllowAndSeesItsPipelineAlone() throws Exception {
        String reading = served.key(SUPPORT, Scope.OUTPUTS_READ);
        String ask = "{\"pipeline\": \"support\", \"key\": \"k\", \"output\": \"x\"}";
        assertThat(code(call(reading, "request_review", ask))).isEqualTo("missing-scope");
        assertThat(code(call(reading, "get_few_shot", "{\"pipeline\": \"support\", \"query\": \"x\"}")))
                .isEqualTo("missing-scope");

        served.client.putPipeline("other", Policy.DEFAULT);
        String others = served.key(new PipelineName("other"), Scope.OUTPUTS_READ);
        String id = call(key, "request_review", ask)
                .at("/structuredContent/output_id")
                .textValue();
        assertThat(code(call(others, "get_verdict", "{\"output_id\": \"" + id + "\"}")))
                .isEqualTo("unknown-output");
        assertThat(code(call(others, "get_verdict", "{\"pipeline\": \"support\", \"key\": \"k\"}")))
                .isEqualTo("unknown-pipeline");
        assertThat(post("nobody", "{}").statusCode()).isEqualTo(401);
    }

    @Test
    void aModelIsToldWhatIsWrongWithItsArguments() throws Exception {
        JsonNode wrong = call(key, "get_verdict", "{\"output_id\": \"o\", \"wait_seconds\": 5000}");
        assertThat(wrong.at("/content/0/text").textValue())
                .contains("wait_seconds")
                .contains("0 to 50");
        assertThat(call(key, "request_review", "{\"pipeline\": \"support\"}")
                        .path("isError")
                        .booleanValue())
                .isTrue();

        assertThat(post(key, "{\"no\": \"message\"}").statusCode()).isEqualTo(400);
        assertThat(post(key, "{\"jsonrpc\": \"2.0\", \"method\": \"notifications/initialized\"}")
                        .statusCode())
                .isEqualTo(202);
    }
}

package dev.touchstone.backend.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.store.DatabaseConfig;
import dev.touchstone.backend.testing.TestDatabases;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is odd but allowed must survive the whole way: what intake takes, no later step may choke on. Every answer is
/// held against the document as well.
class OddTextJourneyTest {
    /// A control character, a line separator, an emoji, and the deepest nesting a body may have.
    private static final String OUTPUT = "[".repeat(63) + "\"a\\u0001b\\u2028\\ud83d\\ude00\"" + "]".repeat(63);

    private static final String POSTED = """
        {"pipeline": "support", "external_id": "\uD83D\uDE00 1", "query": "Line 1\\nLine 2\\t\\u0007", "output": %s,
         "context": "a\\u0001b", "attributes": {"vat_id": null, "total": {"value": 1e999999, "confidence": 1}},
         "metadata": {"a": null}, "confidence": 0}
        """.formatted(OUTPUT);

    static Stream<Named<Supplier<DatabaseConfig>>> databases() {
        return Stream.of(
                Named.of("SQLite", TestDatabases::newSqlite), Named.of("PostgreSQL", TestDatabases::newPostgres));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void outputIsPostedReviewedCorrectedExportedAndTakenBack(Supplier<DatabaseConfig> database) throws Exception {
        try (RunningBackend api = new RunningBackend(database.get())) {
            Journey journey = new Journey(api, Contract.of(api));
            api.send(api.request("/v1/pipelines/support")
                    .setHeader("Content-Type", "application/json")
                    .PUT(BodyPublishers.ofString("{\"audit_rate\": 1, \"reviewers\": {\"channel\": \"#reviews\"}}")));
            JsonNode receipt = journey.post(201, "/v1/outputs", POSTED);
            assertThat(journey.post(200, "/v1/outputs", POSTED)).isEqualTo(receipt);
            ReviewId review =
                    new ReviewId("/v1/reviews/" + receipt.get("review_id").textValue());

            String lease = "{\"consumer\": \"bot\", \"wait_for\": \"0s\"}";
            JsonNode delivery = journey.post(200, "/v1/deliveries:lease", lease).get(0);
            journey.post(
                    204,
                    "/v1/deliveries/" + delivery.get("id").textValue() + "/acknowledge",
                    "{\"attempt\": 1, \"delivered\": false, \"give_up\": true, \"error\": \"a\\u0001b\"}");
            journey.get("/v1/deliveries/dead", "/v1/deliveries/dead");

            String by = "\"reviewer\": {\"id\": \"ann\"}";
            Refused.with(
                    400,
                    "bad-header",
                    api.send(api.request(review + "/undo")
                            .setHeader("Content-Type", "application/json")
                            .setHeader("Idempotency-Key", "k".repeat(201))
                            .POST(BodyPublishers.ofString("{" + by + ", \"revision\": 0}"))));
            JsonNode edited = journey.post(
                    200,
                    review + "/decisions",
                    "{" + by + ", \"action\": \"edit\", \"revision\": 0, \"note\": \"\\u0001\", \"corrected_output\": "
                            + OUTPUT.replace("b", "c") + "}");

            assertThat(edited.get("state").textValue()).isEqualTo("decided");
            journey.get("/v1/reviews", "/v1/reviews?state=decided");
            journey.get("/v1/reviews/{id}", review.value());
            journey.get("/v1/decisions", "/v1/decisions?reviewer=ann");
            journey.get("/v1/outputs/{id}", "/v1/outputs/" + receipt.get("id").textValue());
            JsonNode golden = journey.get("/v1/golden", "/v1/golden?pipeline=support");
            assertThat(golden.at("/items/0/corrected_output")).isEqualTo(corrected());
            journey.get("/v1/golden:export", "/v1/golden:export?pipeline=support");
            journey.post(200, review + "/undo", "{" + by + ", \"revision\": 1, \"note\": \"\\u0001\"}");
            assertThat(journey.get("/v1/golden", "/v1/golden?pipeline=support").get("items"))
                    .isEmpty();
        }
    }

    private static JsonNode corrected() {
        return Json.read("{\"a\": " + OUTPUT.replace("b", "c") + "}", ObjectNode.class)
                .get("a");
    }

    /// Requests whose answers have to be as the document says.
    private record Journey(RunningBackend api, Contract contract) {
        JsonNode get(String template, String path) throws Exception {
            return checked("get", template, 200, api.get(path));
        }

        JsonNode post(int status, String path, String body) throws Exception {
            String template = path.replaceFirst("/(reviews|deliveries)/[^/]+/", "/$1/{id}/");
            return checked("post", template, status, api.post(path, body));
        }

        private JsonNode checked(String method, String template, int status, HttpResponse<String> answer) {
            assertThat(answer.statusCode()).as(template + answer.body()).isEqualTo(status);
            assertThat(contract.complaints(method, template, answer)).isEmpty();
            return answer.body().isEmpty()
                    ? Json.mapper().nullNode()
                    : Json.read(answer.body().lines().findFirst().orElse(""), JsonNode.class);
        }
    }
}

package dev.touchstone.backend.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.output.OutputReceipt;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Problem;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever is sent to `POST /v1/outputs`, a bad body gets one problem document, and nothing is written.
class BadInputTest {
    private static final String OUTPUTS = "/v1/outputs";
    private static final String GOOD =
            "{\"pipeline\": \"support\", \"external_id\": \"1\", \"output\": \"Yes.\", \"confidence\": 0.5}";

    private static RunningBackend api;
    private Map<String, Long> rowsBefore = Map.of();

    @BeforeAll
    static void start(@TempDir Path directory) {
        api = new RunningBackend(directory);
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @BeforeEach
    void count() throws Exception {
        rowsBefore = api.rows();
    }

    @AfterEach
    void nothingWasWritten() throws Exception {
        assertThat(api.rows()).isEqualTo(rowsBefore).isNotEmpty();
    }

    @ParameterizedTest(name = "{1}: {0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    ``                                                  | malformed-json  | 400 | is empty
                    `  `                                                | malformed-json  | 400 | is empty
                    {"pipeline": "support", "external_id":              | malformed-json  | 400 | cut off
                    {"pipeline": "support", "output": {"a": [1, 2       | malformed-json  | 400 | cut off
                    {"pipeline": "supp                                  | malformed-json  | 400 | cut off
                    {'pipeline': 'support'}                             | malformed-json  | 400 | line 1
                    GOOD GOOD                                           | malformed-json  | 400 | first document
                    GOOD ]                                              | malformed-json  | 400 | line 1
                    no JSON at all                                      | malformed-json  | 400 | line 1
                    {"pipeline": "a", "pipeline": "b"}                  | duplicate-key   | 400 | 'pipeline' twice
                    {"output": {"a": {"b": 1, "b": 2}}}                 | duplicate-key   | 400 | 'b' twice
                    null                                                | invalid-body    | 422 | is null
                    []                                                  | invalid-body    | 422 | an object
                    [1, 2]                                              | invalid-body    | 422 | an object
                    5                                                   | invalid-body    | 422 | an object
                    "text"                                              | invalid-body    | 422 | an object
                    {}                                                  | invalid-body    | 422 | /pipeline
                    """)
    void bodyThatIsNoOutput(String body, String code, int status, String says) throws Exception {
        String sent = body == null ? "" : body.replace("GOOD", GOOD);

        Problem problem = Refused.with(status, code, api.post(OUTPUTS, sent));

        assertThat(problem.detail()).contains(says);
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    confidence    | NaN                     | malformed-json  | 400
                    confidence    | Infinity                | malformed-json  | 400
                    confidence    | ０.５                    | malformed-json  | 400
                    confidence    | 00.5                    | malformed-json  | 400
                    confidence    | .5                      | malformed-json  | 400
                    confidence    | +0.5                    | malformed-json  | 400
                    confidence    | 0x1                     | malformed-json  | 400
                    confidence    | "NaN"                   | invalid-body    | 422
                    confidence    | "0.5"                   | invalid-body    | 422
                    confidence    | "０.５"                  | invalid-body    | 422
                    confidence    | 1.2                     | invalid-body    | 422
                    confidence    | -0.1                    | invalid-body    | 422
                    confidence    | 1e400                   | invalid-body    | 422
                    confidence    | -1e400                  | invalid-body    | 422
                    confidence    | 99999999999999999999    | invalid-body    | 422
                    confidence    | true                    | invalid-body    | 422
                    confidence    | [0.5]                   | invalid-body    | 422
                    no_such_field | 1                       | invalid-body    | 422
                    pipeline      | 5                       | invalid-body    | 422
                    pipeline      | "Not A Name"            | invalid-body    | 422
                    external_id   | 5                       | invalid-body    | 422
                    external_id   | ""                      | invalid-body    | 422
                    external_id   | null                    | invalid-body    | 422
                    external_id   | "a\\u0000b"             | invalid-body    | 422
                    external_id   | "a\\nb"                 | invalid-body    | 422
                    external_id   | "a\\ud800b"             | invalid-body    | 422
                    output        | null                    | invalid-body    | 422
                    output        | "cut \\ud83d"           | broken-unicode  | 400
                    output        | "cut \\ude00 here"      | broken-unicode  | 400
                    output        | "\\ud83d\\ud83d"        | broken-unicode  | 400
                    output        | {"\\udfff": 1}          | broken-unicode  | 400
                    query         | "a\\u0000b"             | invalid-body    | 422
                    query         | ["a"]                   | invalid-body    | 422
                    system_prompt | "a\\u0000b"             | invalid-body    | 422
                    output        | "a\\u0000b"             | invalid-body    | 422
                    output        | {"a": [{"b\\u0000": 1}]}| invalid-body    | 422
                    context       | "a\\u0000b"             | invalid-body    | 422
                    metadata      | {"a": "\\u0000"}        | invalid-body    | 422
                    attributes    | {"a": {"value": "\\u0000"}} | invalid-body | 422
                    confidence    | " "                     | invalid-body    | 422
                    confidence    | ""                      | invalid-body    | 422
                    model         | ""                      | invalid-body    | 422
                    occurred_at   | ""                      | invalid-body    | 422
                    attributes    | ""                      | invalid-body    | 422
                    attributes    | {"price": {"value": 12.5, "confidence": 0.2, "unit": "kg"}} | invalid-body | 422
                    attributes    | {"price": {"value": 12.5, "confidance": 0.2}}  | invalid-body | 422
                    attributes    | {"price": {"Value": 12.5, "confidence": 0.2}}  | invalid-body | 422
                    attributes    | {"price": {"confidence": 0.2}}                 | invalid-body | 422
                    attributes    | {"price": {"value": 12.5, "confidence": " "}}  | invalid-body | 422
                    attributes    | {"price": {"value": 12.5, "confidence": {"percent": 101}}} | invalid-body | 422
                    attributes    | {"price": {"value": 12.5, "confidence": {}}}   | invalid-body | 422
                    confidence    | {"logprob": 0.1}        | invalid-body    | 422
                    confidence    | {"percent": -1}         | invalid-body    | 422
                    confidence    | {"percent": "93"}       | invalid-body    | 422
                    confidence    | {"odds": 3}             | invalid-body    | 422
                    confidence    | {"logprob": -1, "percent": 37} | invalid-body | 422
                    confidence    | {}                      | invalid-body    | 422
                    confidence    | [0.5]                   | invalid-body    | 422
                    attributes    | {"price": [{"value": 12.5}]}                   | invalid-body | 422
                    attributes    | {"price": [["a"]]}                             | invalid-body | 422
                    attributes    | {"price": {"valueString": "1"}}     | invalid-body | 422
                    attributes    | {"price": {}}                                  | invalid-body | 422
                    context       | 5                       | invalid-body    | 422
                    context       | [5]                     | invalid-body    | 422
                    context       | [null]                  | invalid-body    | 422
                    context       | [{"txt": "a"}]          | invalid-body    | 422
                    context       | [{"score": "high"}]     | invalid-body    | 422
                    context       | [{"url": "ftp://a"}]    | invalid-body    | 422
                    query         | 5                       | invalid-body    | 422
                    query         | []                      | invalid-body    | 422
                    query         | [null]                  | invalid-body    | 422
                    query         | [{"content": "a"}]      | invalid-body    | 422
                    query         | [{"role": "user", "content": 5}] | invalid-body | 422
                    query         | [{"role": "tool", "content": "a"}] | invalid-body | 422
                    output        | {"role": "assistant", "content": 5} | invalid-body | 422
                    output        | {"role": "assistant", "tool_calls": [{"id": "a"}]} | invalid-body | 422
                    few_shot_ids  | [""]                    | invalid-body    | 422
                    few_shot_ids  | "item-1"                | invalid-body    | 422
                    attributes    | []                      | invalid-body    | 422
                    attributes    | {"": 1}                 | invalid-body    | 422
                    stratum_keys  | {"a": null}             | invalid-body    | 422
                    stratum_keys  | {"a": 5}                | invalid-body    | 422
                    occurred_at   | 1769860800              | invalid-body    | 422
                    occurred_at   | "1769860800"            | invalid-body    | 422
                    occurred_at   | "2026-01-31"            | invalid-body    | 422
                    occurred_at   | "２０２６-01-31T12:00:00Z" | invalid-body    | 422
                    occurred_at   | "9999-01-01T00:00:00Z"  | invalid-body    | 422
                    occurred_at   | "+999999999-01-01T00:00:00Z" | invalid-body    | 422
                    callback_url  | "javascript:alert(1)"   | invalid-body    | 422
                    callback_url  | "https://u:p@example.com/" | invalid-body | 422
                    callback_url  | "http://example.com:25/" | invalid-body   | 422
                    metadata      | [1]                     | invalid-body    | 422
                    """)
    void fieldThatCannotBeTaken(String field, String value, String code, int status) throws Exception {
        String body = GOOD.replaceFirst("(?s)^\\{", "{\"" + field + "\": " + quoted(value) + ", ")
                .replaceFirst(", \"" + field + "\": (\"[^\"]*\"|[0-9.]+)", "");

        Problem problem = Refused.with(status, code, api.post(OUTPUTS, body));

        if (status == 422) {
            assertThat(problem.errors()).hasSize(1);
            assertThat(problem.errors().getFirst().pointer()).startsWith("/" + field);
            assertThat(problem.detail()).contains("/" + field);
        }
    }

    private static String quoted(String value) {
        return value.replace("\\", "\\\\").replace("$", "\\$");
    }

    @Test
    void unpairedSurrogateIsToldFromTextThatOnlyLooksLikeOne() throws Exception {
        String escapedBackslash =
                GOOD.replace("Yes.", "\\\\ud83d and \\ud83d\\ude00 and \ufffd").replace("\"1\"", "\"\\u0031\"");

        HttpResponse<String> response = api.post(
                "/v1/outputs:batch", "application/x-ndjson", escapedBackslash.getBytes(StandardCharsets.UTF_8));

        assertThat(response.body()).contains("\"status\":201");
        rowsBefore = api.rows();
    }

    @Test
    void otherEncodings() throws Exception {
        for (String name : new String[] {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE"}) {
            Refused.with(400, "not-utf-8", postBytes(GOOD.getBytes(Charset.forName(name))));
        }
        byte[] latin = GOOD.replace("Yes.", "Café").getBytes(StandardCharsets.ISO_8859_1);
        byte[] overlong = GOOD.replace("Yes.", "\u00c0\u0080").getBytes(StandardCharsets.ISO_8859_1);
        byte[] surrogate = GOOD.replace("Yes.", "\u00ed\u00a0\u0080").getBytes(StandardCharsets.ISO_8859_1);

        Refused.with(400, "not-utf-8", postBytes(latin));
        Refused.with(400, "not-utf-8", postBytes(overlong));
        Refused.with(400, "not-utf-8", postBytes(surrogate));
    }

    @Test
    void tooLargeWhetherAnnouncedOrNot() throws Exception {
        byte[] body = GOOD.replace("Yes.", "a".repeat(1024 * 1024)).getBytes(StandardCharsets.UTF_8);
        HttpRequest.Builder chunked = api.request(OUTPUTS)
                .setHeader("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(body)));

        Refused.with(413, "body-too-large", postBytes(body));
        Refused.with(413, "body-too-large", api.send(chunked));
    }

    @Test
    void beyondWhatJsonMayHold() throws Exception {
        String deep = GOOD.replace("\"Yes.\"", "[".repeat(64) + "]".repeat(64));
        String bottomless = GOOD.replace("\"Yes.\"", "[".repeat(200_000));
        String longNumber = GOOD.replace("0.5", "0." + "5".repeat(200));
        String longName = GOOD.replace("\"Yes.\"", "{\"" + "n".repeat(60_000) + "\": 1}");
        String hugeNumber = GOOD.replace("0.5", "1e999999999");

        Refused.with(400, "json-too-deep", api.post(OUTPUTS, deep));
        Refused.with(400, "json-too-deep", api.post(OUTPUTS, bottomless));
        Refused.with(400, "number-too-long", api.post(OUTPUTS, longNumber));
        Refused.with(400, "json-too-large", api.post(OUTPUTS, longName));
        Refused.with(422, "invalid-body", api.post(OUTPUTS, hugeNumber));
    }

    @Test
    void longIdsAndUnknownNamesAreQuotedShortAndHarmless() throws Exception {
        String longId = GOOD.replace("\"1\"", "\"" + "x".repeat(10_000) + "\"");
        String longName = GOOD.replace("\"confidence\"", "\"" + "\\ud83d\\ude00".repeat(300) + "\\u0000\"");
        String brokenName = GOOD.replace("\"confidence\"", "\"a\\ud800\"");

        Refused.with(422, "invalid-body", api.post(OUTPUTS, longId));
        assertThat(Refused.with(422, "invalid-body", api.post(OUTPUTS, longName))
                        .detail())
                .contains("😀…");
        Refused.with(400, "broken-unicode", api.post(OUTPUTS, brokenName));
    }

    @Test
    void unknownPipeline() throws Exception {
        Problem problem =
                Refused.with(404, "unknown-pipeline", api.post(OUTPUTS, GOOD.replace("support", "no-such-pipeline")));

        assertThat(problem.detail()).contains("no-such-pipeline", "there are support", "PUT /v1/pipelines/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/plain", "application/x-www-form-urlencoded", "application/x-ndjson", "application/xml"})
    void wrongMediaType(String mediaType) throws Exception {
        HttpResponse<String> response = api.post(OUTPUTS, mediaType, GOOD.getBytes(StandardCharsets.UTF_8));

        assertThat(Refused.with(415, "unsupported-media-type", response).detail())
                .contains("application/json", mediaType);
    }

    @Test
    void missingMediaType() throws Exception {
        Refused.with(
                415, "unsupported-media-type", api.send(api.request(OUTPUTS).POST(BodyPublishers.ofString(GOOD))));
    }

    private static HttpResponse<String> postBytes(byte[] body) throws Exception {
        return api.post(OUTPUTS, "application/json", body);
    }

    @Test
    void aMemberThatOnlyLooksLikeAnAttributeIsNamed() throws Exception {
        Problem problem = Refused.with(
                422,
                "invalid-body",
                api.post(
                        OUTPUTS,
                        GOOD.replace(
                                "\"confidence\": 0.5",
                                "\"attributes\": {\"price\": {\"value\": 12.5, \"confidence\": 0.2, \"unit\": \"kg\"}}")));

        assertThat(problem.errors().getFirst().pointer()).isEqualTo("/attributes/price/unit");
        assertThat(problem.detail()).contains("value and confidence", "{\"value\": …}");
    }

    @Test
    void everyFaultIsListedAndNoneThatIsNone() throws Exception {
        String body = "{\"external_id\": \"\", \"confidence\": 1.5, \"modell\": 1, \"occurred_at\": \"today\","
                + " \"attributes\": {\"a\": {\"value\": 1, \"unit\": \"kg\"}}, \"output\": \"Yes.\"}";

        Problem problem = Refused.with(422, "invalid-body", api.post(OUTPUTS, body));

        assertThat(problem.errors())
                .extracting(Problem.FieldError::pointer)
                .containsExactlyInAnyOrder(
                        "/pipeline", "/external_id", "/confidence", "/modell", "/occurred_at", "/attributes/a/unit");
        assertThat(problem.detail()).contains("5 more faults");
    }

    @Test
    void whatAnotherFieldWouldHaveAskedForIsNoFault() throws Exception {
        Problem problem = Refused.with(
                422,
                "invalid-body",
                api.post(
                        "/v1/reviews/none/decisions".replace("none", review().value()),
                        "{\"reviewer\": {\"id\": \"ann\"}, \"action\": \"edit\", \"revision\": 0,"
                                + " \"corrected_attributes\": 5}"));

        assertThat(problem.errors()).hasSize(1);
    }

    private ReviewId review() throws Exception {
        String receipt =
                api.post(OUTPUTS, GOOD.replace("\"1\"", "\"to-review\"")).body();
        rowsBefore = api.rows();
        return Objects.requireNonNull(Json.read(receipt, OutputReceipt.class).reviewId());
    }
}

package dev.touchstone.backend.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.wire.Json;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Bad lines are refused one by one, bad batches as a whole.
class BadBatchTest {
    private static final String BATCH = "/v1/outputs:batch";

    private static RunningBackend api;

    @BeforeAll
    static void start(@TempDir Path directory) {
        api = new RunningBackend(directory);
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void badLinesAreRefusedAndTheirNeighboursStored() throws Exception {
        long before = outputs();
        String oversized = good("big").replace("Yes.", "a".repeat(1024 * 1024));
        List<String> lines = List.of(
                good("a"),
                "{\"pipeline\": ",
                good("b"),
                "",
                " \r",
                "null",
                good("a"),
                good("a").replace("Yes.", "No."),
                good("c").replace("support", "nobody"),
                good("d").replace("Yes.", "\\ud800"),
                oversized,
                good("e").replace("0.5", "NaN"),
                good("f").replace("confidence", "a\\ud800\\n"),
                good("last"));

        List<JsonNode> answers = answers(post(String.join("\n", lines)));

        assertThat(answers)
                .extracting(answer -> answer.get("line").intValue())
                // Blank lines count and are otherwise left out.
                .isEqualTo(IntStream.rangeClosed(1, lines.size())
                        .filter(line -> line != 4 && line != 5)
                        .boxed()
                        .toList());
        assertThat(answers)
                .extracting(answer -> answer.get("status").intValue())
                .containsExactly(201, 400, 201, 422, 200, 409, 404, 400, 413, 400, 400, 201);
        for (JsonNode answer : answers) {
            if (answer.get("status").intValue() >= 400) {
                assertThat(Refused.problem(answer.get("problem")).status())
                        .isEqualTo(answer.get("status").intValue());
            } else {
                assertThat(answer.at("/receipt/id").textValue()).isNotBlank();
            }
        }
        assertThat(outputs()).isEqualTo(before + 3);
    }

    @Test
    void windowsLineEndsAndALastLineEndAreFine() throws Exception {
        List<JsonNode> answers = answers(post(good("w1") + "\r\n" + good("w2") + "\r\n"));

        assertThat(answers)
                .extracting(answer -> answer.get("status").intValue())
                .containsExactly(201, 201);
    }

    @Test
    void aByteOrderMarkAndBlankLinesAreNoErrors() throws Exception {
        List<JsonNode> answers = answers(post("\uFEFF" + good("m1") + "\r\n\r\n" + good("m2") + "\n\n\n"));

        assertThat(answers)
                .extracting(answer -> answer.get("line").intValue() + " "
                        + answer.get("status").intValue())
                .containsExactly("1 201", "3 201");
    }

    @Test
    void aBatchInUtf16IsRefusedAsAWhole() throws Exception {
        byte[] wide = (good("u") + "\n").getBytes(StandardCharsets.UTF_16LE);

        Refused.with(400, "not-utf-8", api.post(BATCH, "application/x-ndjson", wide));
    }

    @Test
    void tooManyLinesStoreNothing() throws Exception {
        Map<String, Long> before = api.rows();
        String lines = IntStream.range(0, 1001).mapToObj(i -> good("many-" + i)).collect(Collectors.joining("\n"));

        Refused.with(400, "batch-too-long", post(lines));

        assertThat(api.rows()).isEqualTo(before);
    }

    @Test
    void emptyBatchAndWrongMediaTypeStoreNothing() throws Exception {
        Map<String, Long> before = api.rows();

        Refused.with(400, "empty-batch", post(""));
        Refused.with(415, "unsupported-media-type", api.post(BATCH, good("x")));

        assertThat(api.rows()).isEqualTo(before);
    }

    @Test
    void oversizedBatchStoresNothing() throws Exception {
        Map<String, Long> before = api.rows();
        String lines = (good("o") + " ".repeat(1024 * 1024) + "\n").repeat(65);

        // A client that begins to send may find the connection closed before it reads the answer.
        HttpRequest.Builder asking = api.request(BATCH)
                .setHeader("Content-Type", "application/x-ndjson")
                .expectContinue(true)
                .POST(HttpRequest.BodyPublishers.ofString(lines));

        Refused.with(413, "body-too-large", api.send(asking));

        assertThat(api.rows()).isEqualTo(before);
    }

    private static String good(String externalId) {
        return "{\"pipeline\": \"support\", \"external_id\": \"" + externalId
                + "\", \"output\": \"Yes.\", \"confidence\": 0.5}";
    }

    private static HttpResponse<String> post(String lines) throws Exception {
        return api.post(BATCH, "application/x-ndjson", lines.getBytes(StandardCharsets.UTF_8));
    }

    private static List<JsonNode> answers(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body()
                .lines()
                .map(line -> Json.read(line, JsonNode.class))
                .toList();
    }

    private static long outputs() throws Exception {
        return api.rows().getOrDefault("output", -1L);
    }
}

package dev.touchstone.backend.experiment;

import static dev.touchstone.backend.experiment.Bench.there;
import static dev.touchstone.backend.experiment.ExperimentJourneyTest.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.client.ExperimentClient;
import dev.touchstone.api.experiment.ExperimentItem;
import dev.touchstone.api.experiment.ExperimentLine;
import dev.touchstone.api.review.Review;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.ServedBackend;
import dev.touchstone.backend.testing.TestDatabases;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Files good and bad.
class UploadTest {
    private static final String HEADER = "case,version,query,context,output,attribute.brand\r\n";

    private static List<ExperimentLine> csv(ServedBackend served, String id, String file) {
        return served.client.experiments().upload(id, file, ExperimentClient.CSV);
    }

    private static List<ExperimentLine> json(ServedBackend served, String id, String file) {
        return served.client.experiments().upload(id, file, ExperimentClient.JSONL);
    }

    private static List<Integer> statuses(List<ExperimentLine> lines) {
        return lines.stream().map(ExperimentLine::status).toList();
    }

    private static String code(ExperimentLine line) {
        return Objects.requireNonNull(line.problem(), "taken: " + line).code();
    }

    @EveryDatabase
    void jsonLinesAreTakenOneByOne(ServedBackend served) {
        String id = new Bench(served).create().id();

        List<ExperimentLine> lines = json(served, id, """
            {"case_id": "c1", "version": "a", "output": "x"}
            {"case": "c1", "version": "b", "query": "q", "context": "k", "output": {"n": 1}}

            {"case_id": "c2", "version": "a", "output": "x", "promt": "x"}
            {"case_id": "c2", "version": "a"
            {"case_id": "c2", "output": "x"}
            {"case_id": "c2", "version": "a", "output": null}
            {"case_id": "c2", "version": "a", "attributes": {"brand": "y"}}
            {"case_id": "c3", "version": "a", "query": "nul \\u0000", "output": "x"}
            """);

        assertThat(lines).extracting(ExperimentLine::line).containsExactly(1L, 2L, 4L, 5L, 6L, 7L, 8L, 9L);
        assertThat(statuses(lines)).containsExactly(201, 201, 422, 400, 422, 422, 201, 422);
        assertThat(there(lines.get(2).problem()).detail()).contains("promt");
        assertThat(served.client.experiments().get(id).progress().items()).isEqualTo(3);
    }

    @EveryDatabase
    void theSameUploadAgainChangesNothing(ServedBackend served) {
        String id = new Bench(served).create().id();
        List<ExperimentItem> items = Bench.twoVersions(250);
        assertThat(statuses(served.client.experiments().upload(id, items))).containsOnly(201);

        assertThat(statuses(served.client.experiments().upload(id, items))).containsOnly(200);

        assertThat(served.client.experiments().get(id).progress().items()).isEqualTo(500);
        List<ExperimentLine> other =
                served.client.experiments().upload(id, List.of(Bench.item("c0", "prompt-old", "another")));
        assertThat(code(other.getFirst())).isEqualTo("item-differs");
    }

    @EveryDatabase
    void aCaseTwiceInOneFileIsTakenOnce(ServedBackend served) {
        String id = new Bench(served).create().id();

        List<ExperimentLine> lines = served.client
                .experiments()
                .upload(
                        id,
                        List.of(Bench.item("c1", "a", "x"), Bench.item("c1", "a", "x"), Bench.item("c1", "a", "y")));

        assertThat(statuses(lines)).containsExactly(201, 200, 409);
    }

    @EveryDatabase
    void csvIsReadWithQuotesLinesAndAttributes(ServedBackend served) {
        Bench bench = new Bench(served);
        String id = bench.create().id();

        List<ExperimentLine> lines = csv(
                served,
                id,
                "\uFEFF" + HEADER + "c1,a,\"say \"\"hi\"\", please\",\"two\nlines\",hello,Acme\r\n"
                        + "c1,b,q,,,\r\nc2,a,q,k,only three\r\nc2,b,q,k,x\0y,z\r\n");

        assertThat(lines).extracting(ExperimentLine::line).containsExactly(2L, 4L, 5L, 6L);
        assertThat(statuses(lines)).containsExactly(201, 201, 422, 422);
        assertThat(code(lines.get(2))).isEqualTo("wrong-number-of-fields");
        Review review = bench.open(served.client.experiments().start(id)).stream()
                .filter(one -> bench.output(one).equals("hello"))
                .findFirst()
                .orElseThrow();
        var body = bench.body(review);
        assertThat(body.queryText()).isEqualTo("say \"hi\", please");
        assertThat(there(body.context()).text()).isEqualTo("two\nlines");
        assertThat(there(body.attributes().get("brand")).value().asText()).isEqualTo("Acme");
    }

    @EveryDatabase
    void aBrokenQuoteEndsTheReadingAndKeepsWhatCameBefore(ServedBackend served) {
        String id = new Bench(served).create().id();

        List<ExperimentLine> lines = csv(served, id, HEADER + "c1,a,q,k,x,y\r\nc1,b,q,k,\"x\"z,y\r\nc2,a,q,k,x,y\r\n");
        List<ExperimentLine> unclosed = csv(served, id, HEADER + "c3,a,q,k,x,y\r\nc3,b,q,k,\"never closed,y\r\n");

        assertThat(lines).extracting(ExperimentLine::line).containsExactly(2L, 3L);
        assertThat(code(lines.get(1))).isEqualTo("malformed-csv");
        assertThat(unclosed).extracting(ExperimentLine::line).containsExactly(2L, 3L);
        assertThat(code(unclosed.get(1))).isEqualTo("malformed-csv");
        assertThat(served.client.experiments().get(id).progress().items()).isEqualTo(2);
    }

    @EveryDatabase
    void aHeaderThatIsNoneIsRefused(ServedBackend served) {
        String id = new Bench(served).create().id();

        refused("bad-header", () -> csv(served, id, "case,version,answer\r\nc1,a,x\r\n"));
        refused("bad-header", () -> csv(served, id, "case,output\r\nc1,x\r\n"));
        refused("bad-header", () -> csv(served, id, "case,version,case,output\r\nc1,a,c1,x\r\n"));
        refused("bad-header", () -> csv(served, id, ""));
        refused("empty-upload", () -> csv(served, id, HEADER));
        refused("empty-upload", () -> json(served, id, "\n\n"));
        refused("unsupported-media-type", () -> served.client.experiments().upload(id, "x", "text/plain"));
    }

    @EveryDatabase
    void aHugeLineIsRefusedAndTheNextIsRead(ServedBackend served) {
        String id = new Bench(served).create().id();
        String huge = Json.write(Bench.item("c1", "a", "x".repeat(2_000_000)));

        List<ExperimentLine> lines = json(served, id, huge + "\n" + Json.write(Bench.item("c1", "b", "y")) + "\n");
        List<ExperimentLine> csv = csv(served, id, HEADER + "c2,a,q,k," + "x".repeat(2_000_000) + ",y\r\n");

        assertThat(statuses(lines)).containsExactly(413, 201);
        assertThat(code(csv.getFirst())).isEqualTo("malformed-csv");
    }

    @EveryDatabase
    void thereIsAnEndToItemsAndVersions(ServedBackend served) {
        String id = new Bench(served).create().id();
        List<ExperimentItem> many = IntStream.range(0, 5002)
                .mapToObj(i -> Bench.item("c" + i / 2, i % 2 == 0 ? "a" : "b", "x" + i))
                .toList();
        List<ExperimentLine> lines = served.client.experiments().upload(id, many);
        assertThat(lines.stream().filter(line -> line.status() == 201)).hasSize(5000);
        assertThat(code(lines.getLast())).isEqualTo("too-many-items");

        String other = new Bench(served).create().id();
        List<ExperimentLine> versions = served.client
                .experiments()
                .upload(
                        other,
                        IntStream.range(0, 21)
                                .mapToObj(i -> Bench.item("c", "v" + i, "x"))
                                .toList());
        assertThat(code(versions.getLast())).isEqualTo("too-many-versions");
        assertThat(served.client.experiments().start(id).progress().reviews()).isEqualTo(5000);
    }

    private static HttpResponse<String> raw(
            ServedBackend served, String id, String type, HttpRequest.BodyPublisher body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(served.backend.url() + "/v1/experiments/" + id + "/items"))
                .header("Authorization", "Bearer " + served.key(null, Scope.ADMIN))
                .header("Content-Type", type)
                .POST(body)
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void whatIsNotUtf8IsRefused() throws Exception {
        try (ServedBackend served = new ServedBackend(TestDatabases.newSqlite())) {
            String id = new Bench(served).create().id();
            byte[] latin = (HEADER + "c1,a,q,k,caf\u00e9,y\r\n").getBytes(StandardCharsets.ISO_8859_1);

            HttpResponse<String> answer =
                    raw(served, id, "text/csv; charset=utf-8", HttpRequest.BodyPublishers.ofByteArray(latin));

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("not-utf-8");
        }
    }

    /// A caller that dies in the middle leaves nothing; the same upload again is a whole one.
    @EveryDatabase
    void anUploadThatBreaksOffStoresNothing(ServedBackend served) throws Exception {
        String id = new Bench(served).create().id();
        List<ExperimentItem> items = Bench.twoVersions(500);
        byte[] file = items.stream()
                .map(Json::write)
                .collect(Collectors.joining("\n"))
                .getBytes(StandardCharsets.UTF_8);
        URI url = URI.create(served.backend.url());
        try (Socket caller = new Socket(url.getHost(), url.getPort())) {
            String head = "POST /v1/experiments/" + id + "/items HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
                    + served.key(null, Scope.ADMIN) + "\r\nContent-Type: application/x-ndjson\r\nContent-Length: "
                    + file.length + "\r\n\r\n";
            caller.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            caller.getOutputStream().write(file, 0, file.length * 3 / 4);
            caller.shutdownOutput();
            assertThat(new String(caller.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 400")
                    .contains("\"code\":\"body-broken-off\"");
        }
        assertThat(served.client.experiments().get(id).progress().items()).isZero();

        List<ExperimentLine> again = served.client.experiments().upload(id, items);

        assertThat(statuses(again)).containsOnly(201);
        assertThat(served.client.experiments().get(id).progress().items()).isEqualTo(1000);
    }

    @Test
    void theExampleFileIsOneToStartWith() throws Exception {
        Path example = Path.of(System.getProperty("touchstone.root", ".."), "config/experiment-example.jsonl");
        try (ServedBackend served = new ServedBackend(TestDatabases.newSqlite())) {
            String id = new Bench(served).create().id();

            assertThat(statuses(json(served, id, Files.readString(example)))).containsOnly(201);

            assertThat(served.client.experiments().start(id).versions()).hasSize(2);
        }
    }
}

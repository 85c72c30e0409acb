package dev.touchstone.backend.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.wire.Problem;
import dev.touchstone.api.wire.Scope;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Bad methods, paths, parameters and headers: one problem document each, and nothing is written but the ledger.
class BadRequestLineTest {
    private static RunningBackend api;
    private static Map<String, Long> rowsBefore;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        api = new RunningBackend(directory);
        rowsBefore = api.rows();
    }

    @AfterAll
    static void stopHavingWrittenNothing() throws Exception {
        Map<String, Long> rows = api.rows();
        // Refused keys are counted, on purpose.
        rows.remove("refused_call");
        rowsBefore.remove("refused_call");
        api.close();
        assertThat(rows).isEqualTo(rowsBefore).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, /v1/outputs, POST",
        "PUT, /v1/outputs, POST",
        "POST, /v1/pipelines, GET",
        "PATCH, /v1/pipelines/support, GET",
        "PUT, /healthz, GET",
        "OPTIONS, /v1/reviews, GET",
        "TRACE, /v1/reviews, GET"
    })
    void wrongMethod(String method, String path, String allowed) throws Exception {
        HttpResponse<String> response = api.send(api.request(path).method(method, BodyPublishers.noBody()));

        assertThat(Refused.with(405, "method-not-allowed", response).detail()).contains(method);
        assertThat(response.headers().firstValue("Allow").orElse("")).contains(allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1", "/v2/outputs", "/v1/outputs/a/b", "/V1/OUTPUTS", "/webjars/", "/webjars/../x"})
    void unknownPath(String path) throws Exception {
        Refused.with(404, "unknown-path", api.get(path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/outputs/none",
                "/v1/reviews/none",
                "/v1/pipelines/none",
                "/v1/pipelines/%F0%9F%98%80",
                "/v1/outputs/%22%3Cscript%3E"
            })
    void unknownThing(String path) throws Exception {
        assertThat(Refused.with(404, code(path), api.get(path)).detail()).doesNotContain("null");
    }

    private static String code(String path) {
        return "unknown-" + path.split("/")[2].replaceAll("s$", "");
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/reviews?limit=abc, limit",
        "/v1/reviews?limit=0, limit",
        "/v1/reviews?limit=201, limit",
        "/v1/reviews?limit=-1, limit",
        "/v1/reviews?limit=1.5, limit",
        "/v1/reviews?limit=99999999999999999999, limit",
        "/v1/reviews?limit=%EF%BC%91, limit",
        "/v1/reviews?limit=1&limit=2, limit",
        "/v1/reviews?state=sleeping, state",
        "/v1/reviews?state=0, state",
        "/v1/reviews?state=OPEN, state",
        "/v1/reviews?reason=hunch, reason",
        "/v1/reviews?overdue=maybe, overdue",
        "/v1/reviews?cursor=%21%21, cursor",
        "/v1/reviews?cursor=abc, cursor",
        "/v1/reviews?claimed_by=a%00b, claimed_by",
        "/v1/reviews?pipline=support, pipline",
        "/v1/reviews?%00=1, ?",
        "/v1/decisions?reviewer=%0A, reviewer",
        "/v1/decisions?cursor=abc, cursor",
        "/v1/decisions?action=shrug, action",
        "/v1/decisions?metadata_value=1, metadata_value",
        "/v1/golden, pipeline",
        "/v1/outputs/none?wait=5y, wait",
        "/v1/outputs/none?wait=, wait",
        "/v1/reviews?limit=, limit",
        "/v1/reviews?state=%20, state",
        "/v1/reviews?claimed_by=%20, claimed_by",
        "/v1/reviews?overdue=, overdue",
        "/v1/reviews?pipeline=, pipeline",
        "/v1/reviews?cursor=MHwwfGEAYg, cursor",
        "/v1/golden?pipeline=support&cursor=%20, cursor",
        "/v1/quality?pipeline=support&weeks=%2C, weeks",
        "/v1/quality?pipeline=support&weeks=2030-W07%2C, weeks",
        "/v1/quality?pipeline=support&from=-999999999-01-01T00:00:00Z, from",
        "/v1/quality?pipeline=support&to=%2B999999999-01-01T00:00:00Z, to",
        "/v1/quality?pipeline=support&baseline_from=-999999999-01-01, baseline_from",
        "/v1/quality?pipeline=support&model=, model",
        "/v1/quality?pipeline=support&level=%20, level",
        "/v1/outputs/none?wait=61s, wait",
        "/v1/outputs/none?wait=-5s, wait",
        "/v1/outputs/none?wait=%EF%BC%95s, wait",
        "/v1/outputs/none?wait=\"5s\", wait",
    })
    void badParameter(String path, String name) throws Exception {
        Problem problem = Refused.with(400, "bad-parameter", api.get(path.replace("\"", "%22")));

        assertThat(problem.detail()).contains("'" + name + "'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer ",
                "Basic dXNlcjpwYXNz",
                "Bearer ts_",
                "Bearer ts_0123456789abcdef_",
                "Bearer ts_0123456789abcdef_wrong",
                "Bearer ts_0123456789abcdef_wr\u00f6ng",
                "Bearer \"; DROP TABLE output",
                "ts_0123456789abcdef_wrong"
            })
    void badAuthorization(String header) throws Exception {
        HttpResponse<String> response = api.send(api.request("/v1/reviews").setHeader("Authorization", header));

        Problem problem = Refused.with(401, "unauthorized", response);

        assertThat(problem.detail()).contains("./touchstone keys create");
        assertThat(response.headers().firstValue("WWW-Authenticate")).isPresent();
    }

    @Test
    void keyWithoutTheScope() throws Exception {
        String key = api.key(Set.of(Scope.OUTPUTS_WRITE));

        HttpResponse<String> response =
                api.send(api.request("/v1/reviews").setHeader("Authorization", "Bearer " + key));

        assertThat(Refused.with(403, "missing-scope", response).detail()).contains("reviews:read");
    }

    @Test
    void schemeOfTheKeyMayBeWrittenInAnyCase() throws Exception {
        String key = api.key(Set.of(Scope.REVIEWS_READ));

        assertThat(api.send(api.request("/v1/reviews").setHeader("Authorization", "bearer " + key))
                        .statusCode())
                .isEqualTo(200);
    }

    /// Requests that no client library would send; Jetty refuses some of them before any route is reached.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/outputs/%00 HTTP/1.1",
                "GET /v1/outputs/%zz HTTP/1.1",
                "GET /v1/outputs/%ff HTTP/1.1",
                "GET /v1/outputs/..%2f..%2fetc HTTP/1.1",
                "GET /v1/outputs/a;b=c HTTP/1.1",
                "GET /v1/reviews?limit=%zz HTTP/1.1",
                "GET /v1/reviews?claimed_by=%ff HTTP/1.1",
                "GET //v1/reviews HTTP/1.1",
                "GET v1/reviews HTTP/1.1",
                "FOO /v1/reviews HTTP/1.1",
                "GET /v1/reviews HTTP/9.9",
                "nonsense",
            })
    void strangeRequestLines(String line) throws Exception {
        String answer = raw(line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer)
                .matches("(?s)HTTP/1.1 (4..|505) .*")
                .contains("application/problem+json")
                .contains("\"code\":");
        assertThat(answer).doesNotContain("<html", "Jetty", "Exception", "\tat ");
    }

    @Test
    void oversizedHeaders() throws Exception {
        String answer = raw("GET /v1/reviews HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + "x".repeat(20_000)
                + "\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 431").contains("application/problem+json", "\"code\":\"http-431\"");
    }

    private static String raw(String request) throws IOException {
        URI uri = URI.create(api.backend().url());
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setSoTimeout(5000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aBlankExpectedVersionIsNoneThatWasForgotten() throws Exception {
        HttpResponse<String> response = api.send(api.request("/v1/pipelines/support?expected_version=%20")
                .setHeader("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{}")));

        assertThat(Refused.with(400, "bad-parameter", response).detail()).contains("expected_version", "blank");
    }
}

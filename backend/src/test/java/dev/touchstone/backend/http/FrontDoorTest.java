package dev.touchstone.backend.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.wire.Scope;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a request passes before it is routed, over plain sockets, because clients set Host and method correctly.
class FrontDoorTest {
    private static RunningBackend api;

    @BeforeAll
    static void start(@TempDir Path directory) {
        api = new RunningBackend(directory);
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:%d",
                "localhost.evil.example:%d",
                "127.0.0.1.evil.example",
                "169.254.169.254",
                "10.0.0.1:%d",
                "[::2]:%d",
                "2130706433",
                "0x7f.1",
                "local host",
            })
    void anotherHostIsRefusedWhateverThePath(String host) throws IOException {
        for (String path : List.of("/v1/pipelines", "/docs", "/metrics", "/openapi.json", "/nothing")) {
            String answer = ask("GET " + path, host.formatted(port()), "Authorization: Bearer " + key());

            // What is no host at all is refused by Jetty already.
            assertThat(answer)
                    .as(path)
                    .containsPattern("^HTTP/1\\.1 (421|400) ")
                    .doesNotContain("support");
        }
    }

    @Test
    void theRefusalIsAProblemThatNamesNoHostOfOurs() throws IOException {
        String answer = ask("GET /v1/pipelines", "evil.example");

        assertThat(answer)
                .startsWith("HTTP/1.1 421 ")
                .contains("urn:touchstone:problem:unknown-host", "server.allowed_hosts", "application/problem+json")
                .containsIgnoringCase("X-Content-Type-Options: nosniff")
                .doesNotContain("localhost", "127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:%d", "localhost.:%d", "127.0.0.1:%d", "127.0.0.1", "[::1]:%d"})
    void ownNamesAreAnswered(String host) throws IOException {
        assertThat(ask("GET /v1/pipelines", host.formatted(port()), "Authorization: Bearer " + key()))
                .startsWith("HTTP/1.1 200 ");
    }

    @Test
    void aHostInTheFirstLineCountsAsWell() throws IOException {
        assertThat(ask("GET http://evil.example/v1/pipelines", "evil.example")).startsWith("HTTP/1.1 421 ");
        // Jetty does not take two that differ.
        assertThat(ask("GET http://evil.example/v1/pipelines", "localhost")).containsPattern("^HTTP/1\\.1 (421|400) ");
        assertThat(ask("GET http://localhost/v1/pipelines", "evil.example")).containsPattern("^HTTP/1\\.1 (421|400) ");
    }

    @Test
    void probesAreAnsweredUnderAnyName() throws IOException {
        assertThat(ask("GET /healthz", "pod-7.cluster.example")).startsWith("HTTP/1.1 200 ");
        assertThat(ask("GET /readyz", "pod-7.cluster.example")).startsWith("HTTP/1.1 200 ");
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 10.0.0.7, false",
        "10.0.0.7, 10.0.0.7:8400, true",
        "10.0.0.7, localhost, true",
        "0.0.0.0, 10.0.0.7:8400, true",
        "0.0.0.0, '[2001:db8::1]:8400', true",
        "0.0.0.0, touchstone, false",
        "0.0.0.0, 2130706433, false",
        "::, 10.0.0.7, true",
        "127.0.0.1, touchstone.example.com, true",
        "127.0.0.1, Touchstone.Example.com.:443, true",
        "127.0.0.1, a.touchstone.example.com, false",
    })
    void namesAreThoseOfTheConfiguration(String bound, String host, boolean answered) {
        assertThat(new OwnHosts(bound, List.of("touchstone.example.com")).include(host))
                .isEqualTo(answered);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/pipelines", "/v1/golden:export?pipeline=support", "/v1/deliveries/dead"})
    void headNeedsAKeyAndItsScopeLikeGet(String path) throws IOException {
        String other = api.key(Set.of(Scope.OUTPUTS_WRITE));

        assertThat(ask("HEAD " + path, "localhost")).startsWith("HTTP/1.1 401 ");
        assertThat(ask("HEAD " + path, "localhost", "Authorization: Bearer " + other))
                .startsWith("HTTP/1.1 403 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/pipelines", "/healthz", "/openapi.json", "/v1/outputs/none", "/nothing"})
    void headAnswersAsGetDoesWithoutTheBody(String path) throws Exception {
        HttpResponse<String> get = api.get(path);
        HttpResponse<String> head =
                api.send(api.request(path).method("HEAD", java.net.http.HttpRequest.BodyPublishers.noBody()));

        assertThat(head.statusCode()).isEqualTo(get.statusCode());
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("Content-Type"))
                .isEqualTo(get.headers().firstValue("Content-Type"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "POST", "HEAD"})
    void theMethodIsThatOfTheFirstLine(String other) throws IOException {
        String bearer = "Authorization: Bearer " + key();

        assertThat(ask("GET /v1/pipelines/support", "localhost", bearer, "X-HTTP-Method-Override: " + other))
                .startsWith("HTTP/1.1 200 ")
                .contains("\"name\":\"support\"");
        assertThat(ask("POST /v1/pipelines", "localhost", bearer, "X-HTTP-Method-Override: GET", "Content-Length: 0"))
                .startsWith("HTTP/1.1 405 ");
    }

    @Test
    void traceEchoesNothing() throws IOException {
        assertThat(ask("TRACE /v1/pipelines", "localhost", "X-Private: 7e1f"))
                .doesNotContain("7e1f")
                .containsPattern("^HTTP/1\\.1 4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/webjars", "/webjars/", "/webjars/swagger-ui/", "/webjars/touchstone"})
    void foldersAreNotListed(String path) throws IOException {
        assertThat(ask("GET " + path, "localhost")).startsWith("HTTP/1.1 404 ").doesNotContain("docs.js");
    }

    private static String key() {
        return api.key(Set.of(Scope.ADMIN));
    }

    private static int port() {
        return URI.create(api.backend().url()).getPort();
    }

    private static String ask(String line, String host, String... headers) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            String request = line + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n"
                    + String.join(
                            "",
                            List.of(headers).stream()
                                    .map(header -> header + "\r\n")
                                    .toList()) + "\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

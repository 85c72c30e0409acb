package dev.touchstone.backend.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.backend.testing.ServedBackend;
import dev.touchstone.backend.testing.TestDatabases;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Outputs are untrusted text: no answer is stored on its way or taken for another type than it says.
class BrowserHeadersTest {
    @ParameterizedTest
    @ValueSource(strings = {"/healthz", "/v1/outputs/none", "/v1/nothing", "/openapi.json", "/docs"})
    void everyAnswerSaysHowItMayBeTaken(String path) throws Exception {
        try (ServedBackend served = new ServedBackend(TestDatabases.newSqlite());
                HttpClient client = HttpClient.newHttpClient()) {
            HttpHeaders headers = client.send(
                            HttpRequest.newBuilder(URI.create(served.backend.url() + path))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .headers();

            assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(headers.firstValue("Cache-Control")).hasValue("no-store");
            assertThat(headers.firstValue("Referrer-Policy")).hasValue("no-referrer");
            assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
                    .contains("default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'");
        }
    }
}

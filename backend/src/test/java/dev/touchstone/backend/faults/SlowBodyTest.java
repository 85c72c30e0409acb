package dev.touchstone.backend.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.client.ReviewQuery;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.testing.ServedBackend;
import dev.touchstone.backend.testing.TestDatabases;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Bodies that come in drop by drop, from whoever holds any key at all.
class SlowBodyTest {
    private static final int SOCKETS = 300;

    private final ServedBackend served = new ServedBackend(
            TestDatabases.newSqlite(),
            Map.of("TOUCHSTONE_SERVER__BODIES__DEADLINE", "6s", "TOUCHSTONE_SERVER__BODIES__MAX_SLOW", "400"));
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Socket> dripping = new ArrayList<>();

    @AfterEach
    void stop() throws IOException {
        for (Socket socket : dripping) {
            socket.close();
        }
        http.close();
        served.close();
    }

    @Test
    void nobodyElseWaitsForThemAndTheyEnd() throws Exception {
        String key = served.backend.keyInProcess("drip", Set.of(Scope.OUTPUTS_WRITE));
        for (int i = 0; i < SOCKETS; i++) {
            dripping.add(drip("/v1/experiments", key));
        }

        for (String path : List.of("/healthz", "/readyz", "/metrics")) {
            assertThat(status(path)).as(path).isEqualTo(200);
        }
        try (TouchstoneClient other =
                served.client(served.backend.keyInProcess("other", Set.of(Scope.REVIEWS_READ, Scope.OUTPUTS_WRITE)))) {
            assertThat(other.post(ServedBackend.doubtful("while-they-drip")).reviewId())
                    .isNotNull();
            assertThat(other.reviews(ReviewQuery.OPEN).items()).hasSize(1);
        }

        List<String> answers = new ArrayList<>();
        for (Socket socket : dripping) {
            socket.setSoTimeout(20_000);
            answers.add(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        }
        assertThat(answers)
                .allMatch(answer -> answer.contains("Connection: close"))
                .allMatch(answer -> answer.startsWith("HTTP/1.1 408") && answer.contains("\"code\":\"body-too-slow\"")
                        || answer.startsWith("HTTP/1.1 503") && answer.contains("\"code\":\"overloaded\""))
                .anyMatch(answer -> answer.startsWith("HTTP/1.1 408"));
    }

    private int status(String path) throws Exception {
        return http.send(
                        HttpRequest.newBuilder(URI.create(served.backend.url() + path))
                                .timeout(Duration.ofSeconds(4))
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
    }

    private Socket drip(String path, String key) throws IOException {
        URI url = URI.create(served.backend.url());
        Socket socket = new Socket(url.getHost(), url.getPort());
        socket.getOutputStream()
                .write(("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + key
                                + "\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }
}

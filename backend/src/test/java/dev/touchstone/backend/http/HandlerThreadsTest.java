package dev.touchstone.backend.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What may hold up the thread it runs on does so on one of the operating system's, so that it holds up nobody else.
class HandlerThreadsTest {
    private static final Authenticator NOBODY = new Authenticator() {
        @Override
        public Optional<Caller> authenticate(String token) {
            return Optional.empty();
        }

        @Override
        public void refused(String actor, String operation, String why) {
            throw new AssertionError(operation + " needs no key");
        }
    };

    @Test
    void onlyHandlersThatParkStayOnTheirVirtualThread() throws Exception {
        Endpoint works = Endpoint.get("/works", "works", "Works.")
                .answers(Map.class)
                .by(call -> Map.of("virtual", Thread.currentThread().isVirtual()));
        Endpoint parks = Endpoint.get("/parks", "parks", "Parks.")
                .answers(Map.class)
                .parks()
                .by(call -> Map.of("virtual", Thread.currentThread().isVirtual()));
        Endpoint refuses = Endpoint.get("/refuses", "refuses", "Refuses.")
                .answers(Map.class)
                .by(call -> {
                    throw ApiProblem.conflict("no", "No.");
                });
        ServerConfig config = new ServerConfig("127.0.0.1", 0, 1024, 1024, 1, Duration.ofSeconds(1));
        try (HttpServer server = new HttpServer(
                                config, List.of(works, parks, refuses), NOBODY, new SimpleMeterRegistry())
                        .start();
                HttpClient client = HttpClient.newHttpClient()) {
            assertThat(get(client, server, "/works")).isEqualTo("200 {\"virtual\":false}");
            assertThat(get(client, server, "/parks")).isEqualTo("200 {\"virtual\":true}");
            assertThat(get(client, server, "/refuses")).startsWith("409 ");
        }
    }

    private static String get(HttpClient client, HttpServer server, String path) throws Exception {
        var answer = client.send(
                HttpRequest.newBuilder(URI.create(server.url() + path)).build(), BodyHandlers.ofString());
        return answer.statusCode() + " " + answer.body();
    }
}

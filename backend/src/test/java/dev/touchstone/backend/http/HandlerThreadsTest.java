package dev.touchstone.backend.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.testing.Eventually;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
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

    private static final Authenticator EVERYBODY = new Authenticator() {
        @Override
        public Optional<Caller> authenticate(String token) {
            return Optional.of(new Caller(token, null, Set.of(Scope.REVIEWS_READ)));
        }

        @Override
        public void refused(String actor, String operation, String why) {
            throw new AssertionError(operation + " is allowed");
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
        ServerConfig config = new ServerConfig(
                "127.0.0.1", 0, 1024, 1024, 1, Duration.ofSeconds(1), BodyConfig.DEFAULT, List.of(), 300);
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

    @Test
    void aKeyWhoseHandlersTakeLongLeavesThreadsToOthers() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicInteger running = new AtomicInteger();
        Endpoint slow = Endpoint.get("/slow", "slow", "Slow.")
                .scope(Scope.REVIEWS_READ)
                .answers(Map.class)
                .by(call -> {
                    running.incrementAndGet();
                    goOn.await();
                    return Map.of();
                });
        Endpoint quick = Endpoint.get("/quick", "quick", "Quick.")
                .scope(Scope.REVIEWS_READ)
                .answers(Map.class)
                .by(call -> Map.of());
        ServerConfig config = new ServerConfig(
                "127.0.0.1", 0, 1024, 1024, 1000, Duration.ofSeconds(1), BodyConfig.DEFAULT, List.of(), 300);
        try (HttpServer server =
                        new HttpServer(config, List.of(slow, quick), EVERYBODY, new SimpleMeterRegistry()).start();
                HttpClient client = HttpClient.newHttpClient()) {
            List<CompletableFuture<HttpResponse<String>>> answers = Stream.generate(
                            () -> client.sendAsync(request(server, "/slow", "greedy"), BodyHandlers.ofString()))
                    .limit(200)
                    .toList();
            Eventually.within(Duration.ofSeconds(20), "half of the threads are taken", () -> running.get() == 64);

            assertThat(client.send(request(server, "/quick", "other"), BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
            HttpResponse<String> refused = client.send(request(server, "/quick", "greedy"), BodyHandlers.ofString());
            Refused.with(503, "overloaded", refused);
            assertThat(refused.headers().firstValue("Retry-After")).contains("1");
            assertThat(running).hasValue(64);
            goOn.countDown();
            CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).join();
        }
    }

    private static HttpRequest request(HttpServer server, String path, String key) {
        return HttpRequest.newBuilder(URI.create(server.url() + path))
                .header("Authorization", "Bearer " + key)
                .build();
    }
}

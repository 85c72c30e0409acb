package dev.touchstone.backend.webhook;

import static dev.touchstone.backend.webhook.RawEndpoint.ascii;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The client against endpoints that behave and misbehave, over real sockets.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WebhookClientTest {
    private static final Duration DEADLINE = Duration.ofMillis(1500);
    private static final Duration SLACK = Duration.ofSeconds(20);
    private static final WebhookMessage MESSAGE = new WebhookMessage("id-1", 1_900_000_000, "v1,c2ln", "{\"a\":\"ü\"}");

    @Test
    void postsTheMessageAsItIs() {
        try (var endpoint = new TestEndpoint()) {
            assertThat(post(endpoint.url())).isEqualTo(new WebhookAnswer.Status(204, null));

            TestEndpoint.Received received = endpoint.only();
            assertThat(received.method()).isEqualTo("POST");
            assertThat(received.target()).isEqualTo("/hook?pipeline=claims");
            assertThat(received.body()).isEqualTo("{\"a\":\"ü\"}");
            assertThat(received.header("host")).isEqualTo("127.0.0.1:" + endpoint.port());
            assertThat(received.header("content-type")).startsWith("application/json");
            assertThat(received.header("webhook-id")).isEqualTo("id-1");
            assertThat(received.header("webhook-timestamp")).isEqualTo("1900000000");
            assertThat(received.header("webhook-signature")).isEqualTo("v1,c2ln");
        }
    }

    @Test
    void twoSlashesAreAPathAndNoOtherHost() {
        try (var endpoint = new TestEndpoint()) {
            post("http://127.0.0.1:" + endpoint.port() + "//evil.example/hook");

            assertThat(endpoint.only().target()).contains("//evil.example/hook");
            assertThat(endpoint.only().header("host")).isEqualTo("127.0.0.1:" + endpoint.port());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void redirectsAreNotFollowed(int status) {
        try (var elsewhere = new TestEndpoint();
                var endpoint = new TestEndpoint().answers(status, Map.of("Location", elsewhere.url()))) {
            assertThat(post(endpoint.url())).isEqualTo(new WebhookAnswer.Status(status, null));
            assertThat(elsewhere.received()).isEmpty();
        }
    }

    @Test
    void aDribbledHeadIsCutOffAtTheDeadline() {
        try (var endpoint = new RawEndpoint((socket, out) -> {
            out.write(ascii("HTTP/1.1 200 OK\r\nX-Slow: "));
            while (true) {
                out.write('x');
                out.flush();
                Thread.sleep(50);
            }
        })) {
            assertThat(postWithinDeadline(endpoint.url())).isEqualTo(noAnswer());
        }
    }

    @Test
    void aDribbledBodyIsCutOffAtTheDeadlineAndTheStatusCounts() {
        try (var endpoint = new RawEndpoint((socket, out) -> {
            out.write(ascii("HTTP/1.1 500 Oops\r\nContent-Length: 1000000\r\n\r\n"));
            while (true) {
                out.write('x');
                out.flush();
                Thread.sleep(50);
            }
        })) {
            assertThat(postWithinDeadline(endpoint.url())).isEqualTo(new WebhookAnswer.Status(500, null));
        }
    }

    @Test
    void anEndpointThatHangsIsLeftAtTheDeadline() {
        try (var endpoint = new RawEndpoint((socket, out) -> Thread.sleep(60_000))) {
            assertThat(postWithinDeadline(endpoint.url())).isEqualTo(noAnswer());
        }
    }

    @Test
    void interimAnswersDoNotStretchTheDeadline() {
        try (var endpoint = new RawEndpoint((socket, out) -> {
            while (true) {
                out.write(ascii("HTTP/1.1 102 Processing\r\n\r\n"));
                out.flush();
                Thread.sleep(50);
            }
        })) {
            assertThat(postWithinDeadline(endpoint.url())).isInstanceOf(WebhookAnswer.None.class);
        }
    }

    @Test
    void aBodyNobodyReadsDoesNotStretchTheDeadline() {
        var huge = new WebhookMessage("id-1", 1, "v1,c2ln", "x".repeat(32 * 1024 * 1024));
        try (var endpoint = new RawEndpoint((socket, out) -> Thread.sleep(60_000))) {
            assertThat(withinDeadline(() -> post(loopbackClient(), endpoint.url(), huge)))
                    .isEqualTo(noAnswer());
        }
    }

    @Test
    void aLookupThatHangsIsLeftAtTheDeadline() {
        HostResolver hanging = host -> {
            WebhookBench.pause(Duration.ofSeconds(20));
            return List.of();
        };

        assertThat(withinDeadline(() -> post(client(hanging), "http://hooks.example:8080/", MESSAGE)))
                .isEqualTo(noAnswer());
    }

    @Test
    void aResetIsAFailure() {
        try (var endpoint = new RawEndpoint((socket, out) -> {
            socket.setSoLinger(true, 0);
            socket.close();
        })) {
            assertThat(post(endpoint.url())).isInstanceOf(WebhookAnswer.None.class);
        }
    }

    @Test
    void closingWithoutAnAnswerIsAFailure() {
        try (var endpoint = new RawEndpoint((socket, out) -> socket.shutdownOutput())) {
            assertThat(post(endpoint.url())).isInstanceOf(WebhookAnswer.None.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.6\r\n",
                "HTTP/1.1 abc\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: minus one\r\n\r\n",
            })
    void whatIsNotHttpIsAFailureThatQuotesNothing(String answer) {
        try (var endpoint = new RawEndpoint((socket, out) -> {
            out.write(ascii(answer.repeat(20)));
            out.flush();
            socket.shutdownOutput();
        })) {
            assertThat(post(endpoint.url()))
                    .isInstanceOfSatisfying(
                            WebhookAnswer.None.class,
                            none -> assertThat(none.why()).doesNotContain("OpenSSH", "abc", "minus"));
        }
    }

    @Test
    void endlessHeadersAreAFailure() {
        try (var endpoint = new RawEndpoint((socket, out) -> {
            out.write(ascii("HTTP/1.1 200 OK\r\n"));
            while (true) {
                out.write(ascii("X-More: " + "x".repeat(1000) + "\r\n"));
            }
        })) {
            assertThat(post(endpoint.url())).isInstanceOf(WebhookAnswer.None.class);
        }
    }

    @Test
    void ofAHugeBodyOnlyTheBeginningIsRead() {
        var sent = new AtomicInteger();
        try (var endpoint = new RawEndpoint((socket, out) -> {
            out.write(ascii("HTTP/1.1 200 OK\r\nContent-Length: 2000000000\r\n\r\n"));
            byte[] chunk = new byte[64 * 1024];
            for (int i = 0; i < 30_000; i++) {
                out.write(chunk);
                sent.addAndGet(chunk.length);
            }
        })) {
            assertThat(post(endpoint.url())).isEqualTo(new WebhookAnswer.Status(200, null));
            // What fits into the sockets' buffers is sent all the same.
            assertThat(sent.get()).isLessThan(40 * 1024 * 1024);
        }
    }

    @Test
    void nobodyListeningIsAFailure() {
        String url;
        try (var endpoint = new TestEndpoint()) {
            url = endpoint.url();
        }
        assertThat(post(url)).isEqualTo(new WebhookAnswer.None("the connection was refused"));
    }

    @Test
    void aHostThatDoesNotExistIsAFailure() {
        HostResolver nobody = host -> {
            throw new UnknownHostException(host);
        };

        assertThat(post(client(nobody), "http://nowhere.example/", MESSAGE))
                .isEqualTo(new WebhookAnswer.None("the host does not resolve"));
    }

    private static WebhookAnswer noAnswer() {
        return new WebhookAnswer.None("no answer within " + DEADLINE.toMillis() + " ms");
    }

    private static WebhookAnswer postWithinDeadline(String url) {
        return withinDeadline(() -> post(url));
    }

    private static WebhookAnswer withinDeadline(Supplier<WebhookAnswer> call) {
        long started = System.nanoTime();
        WebhookAnswer answer = call.get();
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isBetween(DEADLINE, DEADLINE.plus(SLACK));
        return answer;
    }

    private static WebhookAnswer post(String url) {
        return post(loopbackClient(), url, MESSAGE);
    }

    private static WebhookAnswer post(WebhookClient client, String url, WebhookMessage message) {
        try (client) {
            return client.post(CallbackUrl.check(url), message);
        }
    }

    private static WebhookClient loopbackClient() {
        return client(HostResolver.SYSTEM);
    }

    private static WebhookClient client(HostResolver resolver) {
        return WebhookBench.client(DEADLINE, resolver, "127.0.0.0/8");
    }
}

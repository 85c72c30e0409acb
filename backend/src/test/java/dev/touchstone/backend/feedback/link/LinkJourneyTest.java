package dev.touchstone.backend.feedback.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.feedback.FeedbackClass;
import dev.touchstone.api.feedback.FeedbackKind;
import dev.touchstone.api.feedback.FeedbackLink;
import dev.touchstone.api.feedback.NewFeedbackLink;
import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.testing.Eventually;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.ServedBackend;
import dev.touchstone.backend.testing.TestDatabases;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Links over HTTP, by whoever has one and nothing else.
class LinkJourneyTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    /// What a browser says when a page hands a text to `sendBeacon`.
    private static final String BEACON = "text/plain;charset=UTF-8";

    private static final String DOWN = "{\"kind\": \"thumb\", \"value\": \"down\"}";

    @EveryDatabase
    void aScannerThatFollowsALinkChangesNothingAndAPersonWhoPressesDoes(ServedBackend served) throws Exception {
        OutputId id = output(served);
        FeedbackLink link = link(served);

        for (String query : List.of("", "?value=down", "?value=%3Cscript%3E", "?utm_source=mail")) {
            HttpResponse<String> page = send(served, link.path() + query, "GET", null, "", Map.of());
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
            assertThat(page.body()).contains("<button>").doesNotContain("script");
            assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .contains("default-src 'none'", "form-action 'self'");
        }
        assertThat(served.client.feedback(id).events()).isEmpty();

        HttpResponse<String> thanks = send(
                served,
                link.path(),
                "POST",
                FORM,
                "kind=thumb&value=down&comment=The+fee+is+40+%E2%82%AC",
                Map.of("Origin", "null"));
        assertThat(thanks.statusCode()).isEqualTo(200);
        assertThat(thanks.body()).contains("Thank you");
        Eventually.within(
                Duration.ofSeconds(20),
                "counted",
                () -> served.client.feedback(id).feedbackClass() == FeedbackClass.STRONG_NEGATIVE);
        assertThat(served.client.feedback(id).events().getFirst().words().comment())
                .isEqualTo("The fee is 40 €");

        assertThat(send(served, link.path(), "POST", FORM, "kind=thumb&value=up", Map.of())
                        .statusCode())
                .as("it counts once")
                .isEqualTo(409);
    }

    @Test
    void aPageSendsWithABeaconIfItsOriginIsAllowed() throws Exception {
        try (ServedBackend served = new ServedBackend(
                TestDatabases.newSqlite(), Map.of("TOUCHSTONE_FEEDBACK__ORIGINS", "[\"https://shop.example.org\"]"))) {
            OutputId id = output(served);
            FeedbackLink link = link(served);

            HttpResponse<String> foreign =
                    send(served, link.path(), "POST", BEACON, DOWN, Map.of("Origin", "https://evil.example.org"));
            HttpResponse<String> allowed =
                    send(served, link.path(), "POST", BEACON, DOWN, Map.of("Origin", "https://shop.example.org"));

            assertThat(foreign.statusCode()).isEqualTo(403);
            assertThat(foreign.headers().firstValue("Access-Control-Allow-Origin"))
                    .isEmpty();
            assertThat(allowed.statusCode()).isEqualTo(204);
            assertThat(allowed.headers().firstValue("Access-Control-Allow-Origin"))
                    .contains("https://shop.example.org");
            Eventually.within(
                    Duration.ofSeconds(20),
                    "counted",
                    () -> served.client.feedback(id).voices() == 1);
        }
    }

    @Test
    void whatCannotBeTakenIsRefused() throws Exception {
        try (ServedBackend served = new ServedBackend(TestDatabases.newSqlite())) {
            FeedbackLink link = link(served);
            String cut = link.path().substring(0, link.path().length() - 2);

            assertThat(status(served, cut, DOWN)).isEqualTo(404);
            assertThat(send(served, cut, "GET", null, "", Map.of()).statusCode())
                    .isEqualTo(404);
            assertThat(status(served, link.path(), "{\"kind\": \"copy\"}")).isEqualTo(422);
            assertThat(status(served, link.path(), "{\"kind\": \"thumb\", \"value\": \"sideways\"}"))
                    .isEqualTo(422);
            assertThat(status(served, link.path(), "{")).isEqualTo(400);
            assertThat(status(served, link.path(), "")).isEqualTo(400);
            assertThat(status(served, link.path(), DOWN.replace("down", "a".repeat(65 * 1024))))
                    .isEqualTo(413);
            assertThat(send(served, link.path(), "POST", FORM, "kind=%zz", Map.of())
                            .statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void anAddressAndALinkMaySendOnlySoMuch() throws Exception {
        try (ServedBackend served =
                new ServedBackend(TestDatabases.newSqlite(), Map.of("TOUCHSTONE_FEEDBACK__PER_MINUTE", "30"))) {
            FeedbackLink link = link(served);
            List<Integer> answers = IntStream.range(0, 40)
                    .mapToObj(i -> {
                        try {
                            return status(served, link.path(), DOWN);
                        } catch (Exception e) {
                            throw new AssertionError(e);
                        }
                    })
                    .toList();

            assertThat(answers.subList(0, 20)).containsOnly(204);
            assertThat(answers.subList(25, 40)).as("of one link").containsOnly(429);
            assertThat(status(served, "/f/forged", DOWN)).as("of one address").isEqualTo(429);
        }
    }

    @Test
    void theScriptIsSmall() throws Exception {
        try (ServedBackend served = new ServedBackend(TestDatabases.newSqlite())) {
            HttpResponse<String> script = send(served, "/feedback.js", "GET", null, "", Map.of());

            assertThat(script.statusCode()).isEqualTo(200);
            assertThat(script.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("text/javascript");
            assertThat(script.body().getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(1536);
            assertThat(script.body()).contains("sendBeacon", "'thumb'", "'copy'", "'dwell'", "'regenerate'");
        }
    }

    private static OutputId output(ServedBackend served) {
        served.client.putPipeline(ServedBackend.PIPELINE, Json.read("{\"audit_rate\": 0}", Policy.class));
        return served.client
                .post(NewOutput.text(ServedBackend.PIPELINE, "a", "an answer")
                        .confidence(0.95)
                        .build())
                .id();
    }

    private static FeedbackLink link(ServedBackend served) {
        return served.client.feedbackLink(new NewFeedbackLink(
                ServedBackend.PIPELINE, null, "a", List.of(FeedbackKind.THUMB), Duration.ofHours(1)));
    }

    private static int status(ServedBackend served, String path, String body) throws Exception {
        return send(served, path, "POST", "application/json", body, Map.of()).statusCode();
    }

    private static HttpResponse<String> send(
            ServedBackend served,
            String path,
            String method,
            @Nullable String media,
            String body,
            Map<String, String> headers)
            throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(served.backend.url() + path))
                    .method(
                            method,
                            method.equals("GET")
                                    ? HttpRequest.BodyPublishers.noBody()
                                    : HttpRequest.BodyPublishers.ofString(body));
            if (media != null) {
                request.header("Content-Type", media);
            }
            headers.forEach(request::header);
            // Who is still sending when the server refuses and hangs up may never read the answer.
            request.expectContinue(body.length() > 60_000);
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}

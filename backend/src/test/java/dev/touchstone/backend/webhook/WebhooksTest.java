package dev.touchstone.backend.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.keys.Secrets;
import dev.touchstone.backend.keys.ServerSecret;
import dev.touchstone.backend.outbox.RetrySchedule;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The consumer against a real outbox and a real endpoint, while a test clock walks through the days.
class WebhooksTest {
    @TempDir
    Path folder;

    private WebhookBench bench;
    private TestEndpoint endpoint;

    @BeforeEach
    void open() {
        bench = new WebhookBench(folder);
        endpoint = new TestEndpoint();
    }

    @AfterEach
    void close() {
        bench.close();
        endpoint.close();
    }

    @Test
    void aVerdictArrivesSigned() throws Exception {
        bench.start();
        String id = bench.verdictFor(endpoint.url());

        bench.await(id, "done", 1);

        TestEndpoint.Received received = endpoint.only();
        assertThat(received.header("webhook-id")).isEqualTo(id);
        assertThat(received.header("webhook-timestamp"))
                .isEqualTo(String.valueOf(bench.clock.instant().getEpochSecond()));
        assertThat(received.header("webhook-signature"))
                .isEqualTo(signatureByThePipeline(received, WebhookBench.SECRET));
        JsonNode body = Json.read(received.body(), JsonNode.class);
        assertThat(body.path("type").asText()).isEqualTo("verdict.settled");
        assertThat(Instant.parse(body.path("timestamp").asText())).isEqualTo(bench.clock.instant());
        assertThat(body.path("data").path("output_id").asText()).isEqualTo("output-1");
        assertThat(body.path("data").path("text").asText()).isEqualTo("Größe ✓");
    }

    @Test
    void whileTheSecretIsReplacedReceiversMayKnowEitherOne() throws Exception {
        ServerSecret fresh = ServerSecret.of("c94e17a0d35b4f86b1287e60fa9d2c35");
        Secrets both = Secrets.of(fresh, WebhookBench.SECRET.current());
        bench.start(both);
        String id = bench.verdictFor(endpoint.url());

        bench.await(id, "done", 1);

        TestEndpoint.Received received = endpoint.only();
        assertThat(received.header("webhook-signature").split(" "))
                .containsExactly(
                        signatureByThePipeline(received, Secrets.only(fresh)),
                        signatureByThePipeline(received, WebhookBench.SECRET));
    }

    /// As docs/webhooks.md tells a pipeline to do it.
    private static String signatureByThePipeline(TestEndpoint.Received received, Secrets known) throws Exception {
        String secret = Webhooks.signingSecret(known, "claims");
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
        String signed =
                received.header("webhook-id") + "." + received.header("webhook-timestamp") + "." + received.body();
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aFailureIsTriedAgainAfterTheBackoffAndNotBefore() {
        endpoint.answers(500).answers(404).answers(200);
        bench.start();
        String id = bench.verdictFor(endpoint.url());

        bench.await(id, "ready", 1);
        assertThat(bench.error(id)).isEqualTo("status 500");

        bench.pass(Duration.ofSeconds(4));
        WebhookBench.pause(Duration.ofMillis(300));
        assertThat(endpoint.received()).hasSize(1);

        bench.pass(Duration.ofSeconds(2));
        bench.await(id, "ready", 2);
        assertThat(bench.error(id)).isEqualTo("status 404");

        bench.pass(Duration.ofSeconds(331));
        bench.await(id, "done", 3);

        Set<String> ids = new HashSet<>();
        Set<String> signatures = new HashSet<>();
        Set<String> bodies = new HashSet<>();
        for (TestEndpoint.Received received : endpoint.received()) {
            ids.add(received.header("webhook-id"));
            signatures.add(received.header("webhook-signature"));
            bodies.add(received.body());
        }
        assertThat(ids).containsExactly(id);
        assertThat(bodies).hasSize(1);
        assertThat(signatures).hasSize(3);
    }

    @Test
    void afterTenFailuresItIsDeadUntilItIsReplayed() {
        for (int i = 0; i < 10; i++) {
            endpoint.answers(500);
        }
        bench.start();
        Instant posted = bench.clock.instant();
        String id = bench.verdictFor(endpoint.url());

        for (int attempt = 1; attempt < 10; attempt++) {
            bench.await(id, "ready", attempt);
            bench.pass(RetrySchedule.after(attempt, id));
        }
        bench.await(id, "dead", 10);
        assertThat(Duration.between(posted, bench.clock.instant()))
                .isBetween(Duration.ofHours(68), Duration.ofHours(83));

        bench.pass(Duration.ofDays(30));
        WebhookBench.pause(Duration.ofMillis(300));
        assertThat(endpoint.received()).hasSize(10);

        assertThat(bench.outbox.replay(id, "ops")).isTrue();
        bench.await(id, "done", 1);
        assertThat(endpoint.received().getLast().header("webhook-id")).isEqualTo(id);
    }

    @Test
    void retryAfterIsObeyed() {
        endpoint.answers(429, Map.of("Retry-After", "3600"));
        bench.start();
        String id = bench.verdictFor(endpoint.url());
        bench.await(id, "ready", 1);

        bench.pass(Duration.ofSeconds(3599));
        WebhookBench.pause(Duration.ofMillis(300));
        assertThat(endpoint.received()).hasSize(1);

        bench.pass(Duration.ofSeconds(1));
        bench.await(id, "done", 2);
    }

    @Test
    void anEndpointThatAlwaysPutsOffIsGivenUpToo() {
        for (int i = 0; i < 10; i++) {
            endpoint.answers(503, Map.of("Retry-After", "999999"));
        }
        bench.start();
        String id = bench.verdictFor(endpoint.url());

        for (int attempt = 1; attempt < 10; attempt++) {
            bench.await(id, "ready", attempt);
            bench.pass(Duration.ofHours(27));
        }
        bench.await(id, "dead", 10);
    }

    @Test
    void anEndpointThatIsGoneIsNotCalledAgainUntilItIsEnabled() {
        endpoint.answers(410);
        bench.start();
        String first = bench.verdictFor(endpoint.url());
        bench.await(first, "dead", 1);
        assertThat(bench.error(first)).contains("410", "/v1/webhooks:enable");

        String second = bench.verdictFor(endpoint.url());
        bench.await(second, "dead", 1);
        assertThat(bench.error(second)).contains("disabled");
        assertThat(endpoint.received()).hasSize(1);

        String elsewhere = bench.verdictFor(endpoint.url() + "&other");
        bench.await(elsewhere, "done", 1);

        assertThat(bench.endpoints.enable(new PipelineName("claims"), endpoint.url(), "ops"))
                .isTrue();
        assertThat(bench.endpoints.enable(new PipelineName("claims"), endpoint.url(), "ops"))
                .isFalse();
        assertThat(bench.outbox.replay(first, "ops")).isTrue();
        bench.await(first, "done", 1);
    }

    @Test
    void aRedirectIsAFailureThatSaysWhatToDo() {
        endpoint.answers(302, Map.of("Location", "http://169.254.169.254/"));
        bench.start();
        String id = bench.verdictFor(endpoint.url());

        bench.await(id, "ready", 1);

        assertThat(bench.error(id)).contains("302", "not followed", "final URL");
    }

    @Test
    void aUrlThatCanNeverBeCalledIsGivenUpAtOnce() {
        bench.start();
        String id = bench.verdictFor("https://user:secret@example.com/hook");

        bench.await(id, "dead", 1);

        assertThat(bench.error(id)).contains("user or password").doesNotContain("secret");
    }

    @Test
    void anAddressThatIsNotAllowedIsTriedAgainBecauseTheOperatorMayAllowIt() {
        bench.start(new WebhookConfig(List.of(), Duration.ofSeconds(5), 1));
        String id = bench.verdictFor(endpoint.url());

        bench.await(id, "ready", 1);

        assertThat(bench.error(id))
                .startsWith("refused: the host is not at a public")
                .doesNotContain("127.0.0.1");
        assertThat(endpoint.received()).isEmpty();
    }

    @Test
    void oneEndpointThatHangsDoesNotHoldUpTheOthers() {
        try (var hanging = new RawEndpoint((socket, out) -> Thread.sleep(60_000))) {
            bench.start(WebhookBench.config(Duration.ofSeconds(5), 2));
            String stuck = bench.verdictFor(hanging.url());
            WebhookBench.await(() -> hanging.connections() == 1, "the call that hangs");

            String fine = bench.verdictFor(endpoint.url());
            bench.await(fine, "done", 1);
            assertThat(bench.row(stuck).state()).isEqualTo("leased");

            bench.await(stuck, "ready", 1);
            assertThat(bench.error(stuck)).isEqualTo("no answer within 5000 ms");
        }
    }

    @Test
    void manyVerdictsArriveOnceEach() {
        bench.start();
        Set<String> posted = new HashSet<>();
        for (int i = 0; i < 60; i++) {
            posted.add(bench.verdictFor(endpoint.url()));
        }

        posted.forEach(id -> bench.await(id, "done", 1));

        assertThat(endpoint.received().stream().map(received -> received.header("webhook-id")))
                .containsExactlyInAnyOrderElementsOf(posted);
    }
}

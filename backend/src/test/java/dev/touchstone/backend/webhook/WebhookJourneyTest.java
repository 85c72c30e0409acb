package dev.touchstone.backend.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.client.ApiException;
import dev.touchstone.api.client.ClientOptions;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.delivery.DeadDelivery;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.output.OutputReceipt;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.Backend;
import dev.touchstone.backend.BackendConfig;
import dev.touchstone.backend.testing.TestDatabases;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole backend over HTTP: an output with a callback, a decision, and what the pipeline hears.
class WebhookJourneyTest {
    private static final Reviewer ANA = new Reviewer(new ReviewerId("ana"), "Ana");

    private Backend backend;
    private TouchstoneClient client;
    private TestEndpoint endpoint;

    @BeforeEach
    void start(@TempDir Path folder) {
        BackendConfig defaults = BackendConfig.withDatabase(
                TestDatabases.newSqlite(folder.resolve("touchstone.db")).url());
        var config = new BackendConfig(
                defaults.server(),
                defaults.database(),
                defaults.intake(),
                WebhookBench.LOOPBACK,
                defaults.judge(),
                defaults.actions(),
                defaults.committee(),
                defaults.feedback(),
                defaults.costs(),
                defaults.embeddings(),
                defaults.evaluations());
        backend = new Backend(config, WebhookBench.SECRET, InstantSource.system())
                .start(Map.of("claims", Policy.DEFAULT));
        client = new TouchstoneClient(
                backend.url(), backend.keyInProcess("test", Set.of(Scope.ADMIN)), ClientOptions.ONCE);
        endpoint = new TestEndpoint();
    }

    @AfterEach
    void stop() {
        client.close();
        backend.close();
        endpoint.close();
    }

    @Test
    void theVerdictReachesThePipelineThatAsked() {
        OutputReceipt receipt = decided("claim-1");

        WebhookBench.await(() -> !endpoint.received().isEmpty(), "the call");

        JsonNode body = Json.read(endpoint.only().body(), JsonNode.class);
        assertThat(body.path("type").asText()).isEqualTo("verdict.settled");
        JsonNode data = body.path("data");
        assertThat(data.path("output_id").asText()).isEqualTo(receipt.id().value());
        assertThat(data.path("external_id").asText()).isEqualTo("claim-1");
        assertThat(data.path("pipeline").asText()).isEqualTo("claims");
        assertThat(data.path("metadata").path("ticket").asText()).isEqualTo("T-1");
        assertThat(data.path("decision").path("action").asText()).isEqualTo("approve");
        assertThat(data.path("decision").path("revision").asInt()).isEqualTo(1);
    }

    @Test
    void anOperatorEnablesAnEndpointThatWasGoneAndReplaysWhatItMissed() {
        endpoint.answers(410);
        decided("claim-1");
        WebhookBench.await(() -> !dead().isEmpty(), "the dead delivery");
        DeadDelivery missed = dead().getFirst();
        assertThat(missed.tries().lastError()).contains("410");

        client.deliveries().enableWebhook(new PipelineName("claims"), endpoint.url());
        client.deliveries().replayDelivery(missed.id());

        WebhookBench.await(() -> endpoint.received().size() == 2, "the second call");
        assertThat(endpoint.received().getLast().header("webhook-id")).isEqualTo(missed.id());
        assertThatThrownBy(() -> client.deliveries().enableWebhook(new PipelineName("claims"), endpoint.url()))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("exactly the callback_url");
    }

    private OutputReceipt decided(String externalId) {
        OutputReceipt receipt = client.post(NewOutput.text("claims", externalId, "Paid in full.")
                .confidence(0.1)
                .callbackUrl(endpoint.url())
                .metadata("ticket", TextNode.valueOf("T-1"))
                .build());
        ReviewId review = new ReviewId(String.valueOf(receipt.reviewId()));
        int revision = client.review(review).review().standing().revision();
        client.decide(review, NewDecision.approve(ANA, revision, null));
        return receipt;
    }

    private List<DeadDelivery> dead() {
        return client.deliveries().deadDeliveries(null, 10).items();
    }
}

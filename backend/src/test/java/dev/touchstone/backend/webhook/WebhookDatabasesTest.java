package dev.touchstone.backend.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.delivery.WebhookEvent;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.backend.outbox.DeliveryRow;
import dev.touchstone.backend.outbox.Job;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Workbench;
import java.util.List;
import java.util.Map;

class WebhookDatabasesTest {
    @EveryDatabase
    void twoConsumersShareTheWorkAndEachVerdictArrivesOnce(Workbench bench) {
        try (var endpoint = new TestEndpoint();
                var one = webhooks(bench);
                var other = webhooks(bench)) {
            one.start();
            other.start();
            for (int i = 0; i < 40; i++) {
                verdict(bench, endpoint.url(), new ReviewId("review-" + i));
            }

            WebhookBench.await(() -> bench.outbox.waiting() == 0, "an empty outbox");

            assertThat(endpoint.received().stream().map(received -> received.header("webhook-id")))
                    .hasSize(40)
                    .doesNotHaveDuplicates();
        }
    }

    @EveryDatabase
    void anEndpointThatIsGoneStaysDisabledUntilItIsEnabled(Workbench bench) {
        try (var endpoint = new TestEndpoint().answers(410);
                var webhooks = webhooks(bench)) {
            webhooks.start();
            verdict(bench, endpoint.url(), new ReviewId("review-1"));
            WebhookBench.await(() -> bench.outbox.deadCount() == 1, "the first to be dead");
            verdict(bench, endpoint.url(), new ReviewId("review-2"));
            WebhookBench.await(() -> bench.outbox.deadCount() == 2, "the second to be dead");
            assertThat(endpoint.received()).hasSize(1);

            assertThat(bench.endpoints.enable(new PipelineName("other"), endpoint.url(), "ops"))
                    .isFalse();
            assertThat(bench.endpoints.enable(new PipelineName("claims"), endpoint.url(), "ops"))
                    .isTrue();
            List<DeliveryRow> dead = bench.outbox.dead("", 10).rows();
            assertThat(bench.audited()).containsOnlyOnce("ops webhook.enabled claims " + endpoint.url());
            dead.forEach(row -> bench.outbox.replay(row.id(), "ops"));

            WebhookBench.await(() -> endpoint.received().size() == 3, "both replayed");
        }
    }

    private static Webhooks webhooks(Workbench bench) {
        return new Webhooks(WebhookBench.LOOPBACK, bench.outbox, bench.endpoints, bench.clock, WebhookBench.SECRET);
    }

    private static void verdict(Workbench bench, String url, ReviewId review) {
        bench.database
                .writer()
                .useTransaction(tx -> bench.outbox.write(
                        tx,
                        new Job.ForEndpoint(
                                WebhookEvent.VERDICT_SETTLED,
                                new PipelineName("claims"),
                                url,
                                review.value(),
                                Map.of("output_id", review))));
    }
}

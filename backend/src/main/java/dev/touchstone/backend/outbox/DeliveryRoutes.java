package dev.touchstone.backend.outbox;

import dev.touchstone.api.delivery.Acknowledgement;
import dev.touchstone.api.delivery.DeadDelivery;
import dev.touchstone.api.delivery.Delivery;
import dev.touchstone.api.delivery.LeaseRequest;
import dev.touchstone.api.delivery.WebhookEndpoint;
import dev.touchstone.api.wire.Page;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.http.ApiProblem;
import dev.touchstone.backend.http.Call;
import dev.touchstone.backend.http.Endpoint;
import dev.touchstone.backend.http.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `POST /v1/deliveries:lease` · `POST /v1/deliveries/{id}/acknowledge` · `GET /v1/deliveries/dead` ·
/// `POST /v1/deliveries/{id}/replay` · `POST /v1/webhooks:enable`. Channels span pipelines, so the first three need a
/// key for all pipelines.
public final class DeliveryRoutes {
    private final Outbox outbox;

    public DeliveryRoutes(Outbox outbox) {
        this.outbox = outbox;
    }

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.post(
                                "/v1/deliveries:lease",
                                "leaseDeliveries",
                                "Leases deliveries for channels, at most one per channel, waiting when there is none.")
                        .scope(Scope.DELIVERIES)
                        .takes(LeaseRequest.class)
                        .answers(Types.list(Delivery.class))
                        .parks()
                        .by(this::lease),
                Endpoint.post(
                                "/v1/deliveries/{id}/acknowledge",
                                "acknowledgeDelivery",
                                "Says what became of a leased delivery.")
                        .scope(Scope.DELIVERIES)
                        .takes(Acknowledgement.class)
                        .answers(204, Void.class)
                        .orRefuses(409, "The delivery is settled, or the lease is no longer yours.")
                        .by(this::acknowledge),
                Endpoint.get("/v1/deliveries/dead", "listDeadDeliveries", "Deliveries that were given up.")
                        .scope(Scope.DELIVERIES)
                        .paged()
                        .answers(Types.page(DeadDelivery.class))
                        .heavy()
                        .by(this::dead),
                Endpoint.post("/v1/deliveries/{id}/replay", "replayDelivery", "Tries a dead delivery again.")
                        .scope(Scope.ADMIN)
                        .answers(204, Void.class)
                        .by(this::replay),
                Endpoint.post(
                                "/v1/webhooks:enable",
                                "enableWebhook",
                                "Calls an endpoint again that was disabled because it said 410 Gone.")
                        .scope(Scope.ADMIN)
                        .takes(WebhookEndpoint.class)
                        .answers(204, Void.class)
                        .by(this::enable));
    }

    private List<Delivery> lease(Call call) {
        requireAllPipelines(call);
        LeaseRequest request = call.body(LeaseRequest.class);
        return outbox.lease(Outbox.CHANNEL, request.consumer(), request.max(), request.waitFor(), request.leaseFor());
    }

    private @Nullable Object acknowledge(Call call) {
        requireAllPipelines(call);
        outbox.acknowledge(call.path("id"), call.body(Acknowledgement.class));
        return null;
    }

    private Page<DeadDelivery> dead(Call call) {
        requireAllPipelines(call);
        int limit = call.queryInt("limit", 50, 1, 200);
        Outbox.DeadPage page = outbox.dead(call.query("cursor").orElse(""), limit);
        List<DeadDelivery> items = page.rows().stream()
                .map(row -> new DeadDelivery(row.wire(), row.target(), row.lastError()))
                .toList();
        return new Page<>(items, page.more() ? page.rows().getLast().id() : null);
    }

    private @Nullable Object replay(Call call) {
        requireAllPipelines(call);
        if (!outbox.replay(call.path("id"), call.caller().keyId())) {
            throw ApiProblem.notFound(
                    "not-dead",
                    "There is no dead delivery " + call.path("id") + "; GET /v1/deliveries/dead lists them.");
        }
        return null;
    }

    private @Nullable Object enable(Call call) {
        WebhookEndpoint endpoint = call.body(WebhookEndpoint.class);
        String pipeline = endpoint.pipeline();
        call.requireSight(pipeline, "unknown-pipeline", "Pipeline '" + pipeline + "' is unknown to this key.");
        if (!outbox.enableEndpoint(pipeline, endpoint.url(), call.caller().keyId())) {
            throw ApiProblem.notFound(
                    "not-disabled",
                    "Pipeline '" + pipeline + "' has no disabled endpoint with this URL; it must be exactly the"
                            + " callback_url that was posted.");
        }
        return null;
    }

    private static void requireAllPipelines(Call call) {
        if (call.caller().pipeline() != null) {
            throw ApiProblem.forbidden(
                    "key-of-one-pipeline",
                    "Deliveries of a channel span pipelines; use a key made without --pipeline.");
        }
    }
}

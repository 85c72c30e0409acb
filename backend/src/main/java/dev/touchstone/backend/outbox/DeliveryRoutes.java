package dev.touchstone.backend.outbox;

import dev.touchstone.api.delivery.Acknowledgement;
import dev.touchstone.api.delivery.DeadDelivery;
import dev.touchstone.api.delivery.Delivery;
import dev.touchstone.api.delivery.DeliveryKind;
import dev.touchstone.api.delivery.LeaseRequest;
import dev.touchstone.api.delivery.RenewRequest;
import dev.touchstone.api.delivery.Renewed;
import dev.touchstone.api.wire.Page;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.api.wire.WireEnum;
import dev.touchstone.backend.http.ApiProblem;
import dev.touchstone.backend.http.Call;
import dev.touchstone.backend.http.Endpoint;
import dev.touchstone.backend.http.Types;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// `POST /v1/deliveries:lease` · `POST /v1/deliveries:renew` · `POST /v1/deliveries/{id}/acknowledge` ·
/// `GET /v1/deliveries/dead` · `POST /v1/deliveries/{id}/replay`. Channels span pipelines, so all need a key for all
/// pipelines.
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
                                "/v1/deliveries:renew",
                                "renewLeases",
                                "Extends leases of deliveries that are still in work.")
                        .scope(Scope.DELIVERIES)
                        .takes(RenewRequest.class)
                        .answers(Renewed.class)
                        .by(this::renew),
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
                        .by(this::replay));
    }

    private List<Delivery> lease(Call call) {
        requireAllPipelines(call);
        LeaseRequest request = call.body(LeaseRequest.class);
        return outbox
                .leaseForChannels(request.consumer(), request.max(), request.waitFor(), request.leaseFor())
                .stream()
                .map(DeliveryRoutes::delivery)
                .toList();
    }

    private Renewed renew(Call call) {
        requireAllPipelines(call);
        RenewRequest request = call.body(RenewRequest.class);
        Map<String, Integer> attempts = request.leases().stream()
                .collect(Collectors.toMap(RenewRequest.Lease::id, RenewRequest.Lease::attempt, Math::max));
        return new Renewed(outbox.renew(attempts, request.leaseFor()));
    }

    private static Delivery delivery(Leased leased) {
        return new Delivery(
                leased.id(),
                WireEnum.read(DeliveryKind.class, leased.kind()),
                leased.pipeline(),
                leased.target(),
                leased.subject(),
                leased.payload(),
                leased.attempt(),
                leased.createdAt(),
                leased.leaseUntil());
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
        List<DeadDelivery> items = page.rows().stream().map(DeliveryRow::dead).toList();
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

    private static void requireAllPipelines(Call call) {
        if (call.caller().pipeline() != null) {
            throw ApiProblem.forbidden(
                    "key-of-one-pipeline",
                    "Deliveries of a channel span pipelines; use a key made without --pipeline.");
        }
    }
}

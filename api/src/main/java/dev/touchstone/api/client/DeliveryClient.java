package dev.touchstone.api.client;

import dev.touchstone.api.client.Transport.Call;
import dev.touchstone.api.delivery.Acknowledgement;
import dev.touchstone.api.delivery.DeadDelivery;
import dev.touchstone.api.delivery.Delivery;
import dev.touchstone.api.delivery.LeaseRequest;
import dev.touchstone.api.delivery.RenewRequest;
import dev.touchstone.api.delivery.Renewed;
import dev.touchstone.api.delivery.WebhookEndpoint;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.wire.Page;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Deliveries: leased, renewed and acknowledged by whoever carries them out. As [TouchstoneClient].
public final class DeliveryClient {
    private final Transport transport;

    DeliveryClient(Transport transport) {
        this.transport = transport;
    }

    /// Leases deliveries, waiting when there is none.
    public List<Delivery> lease(LeaseRequest request) {
        return transport.list(
                Call.json("POST", "v1/deliveries:lease", request).withWait(request.waitFor()), Delivery.class);
    }

    /// Extends leases.
    ///
    /// @return the ids of the deliveries whose leases were still the caller's
    public List<String> renewLeases(RenewRequest request) {
        return transport
                .send(Call.json("POST", "v1/deliveries:renew", request), Renewed.class)
                .ids();
    }

    public void acknowledge(String deliveryId, Acknowledgement answer) {
        transport.send(
                Call.json("POST", "v1/deliveries/" + TouchstoneClient.encode(deliveryId) + "/acknowledge", answer));
    }

    public Page<DeadDelivery> deadDeliveries(@Nullable String cursor, int limit) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("cursor", cursor);
        values.put("limit", limit);
        return transport.page(Call.get("v1/deliveries/dead" + TouchstoneClient.query(values)), DeadDelivery.class);
    }

    public void replayDelivery(String deliveryId) {
        transport.send(new Call(
                "POST",
                "v1/deliveries/" + TouchstoneClient.encode(deliveryId) + "/replay",
                null,
                "application/json",
                null,
                Duration.ZERO));
    }

    /// Calls an endpoint again that was disabled because it said 410 Gone.
    ///
    /// @param url exactly the `callback_url` of the pipeline's outputs
    public void enableWebhook(PipelineName pipeline, String url) {
        transport.send(Call.json("POST", "v1/webhooks:enable", new WebhookEndpoint(pipeline.value(), url)));
    }
}

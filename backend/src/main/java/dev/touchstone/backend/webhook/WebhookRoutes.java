package dev.touchstone.backend.webhook;

import dev.touchstone.api.delivery.WebhookEndpoint;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.http.ApiProblem;
import dev.touchstone.backend.http.Call;
import dev.touchstone.backend.http.Endpoint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `POST /v1/webhooks:enable`.
public final class WebhookRoutes {
    private final DisabledEndpoints endpoints;

    public WebhookRoutes(DisabledEndpoints endpoints) {
        this.endpoints = endpoints;
    }

    public List<Endpoint> endpoints() {
        return List.of(Endpoint.post(
                        "/v1/webhooks:enable",
                        "enableWebhook",
                        "Calls an endpoint again that was disabled because it said 410 Gone.")
                .scope(Scope.ADMIN)
                .takes(WebhookEndpoint.class)
                .answers(204, Void.class)
                .by(this::enable));
    }

    private @Nullable Object enable(Call call) {
        WebhookEndpoint endpoint = call.body(WebhookEndpoint.class);
        PipelineName pipeline = new PipelineName(endpoint.pipeline());
        call.requireSight(pipeline, "unknown-pipeline", "Pipeline '" + pipeline + "' is unknown to this key.");
        if (!endpoints.enable(pipeline, endpoint.url(), call.caller().keyId())) {
            throw ApiProblem.notFound(
                    "not-disabled",
                    "Pipeline '" + pipeline + "' has no disabled endpoint with this URL; it must be exactly the"
                            + " callback_url that was posted.");
        }
        return null;
    }
}

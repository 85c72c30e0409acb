package dev.touchstone.backend.advice.routing;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.quality.RoutingAdvice;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.http.Call;
import dev.touchstone.backend.http.Endpoint;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.quality.SelectionQuery;
import java.util.List;

/// `GET /v1/pipelines/{name}/routing-advice`
public final class RoutingRoutes {
    private final RoutingAdvisor advisor;
    private final Pipelines pipelines;

    public RoutingRoutes(RoutingAdvisor advisor, Pipelines pipelines) {
        this.advisor = advisor;
        this.pipelines = pipelines;
    }

    public List<Endpoint> endpoints() {
        return List.of(Endpoint.get(
                        "/v1/pipelines/{name}/routing-advice",
                        "getRoutingAdvice",
                        "Which model and prompt version should answer which topic, from audits alone.")
                .scope(Scope.OUTPUTS_READ)
                .query("level", "Confidence level of the intervals, 0.5 to 0.999; default 0.95.")
                .answers(RoutingAdvice.class)
                .by(this::get));
    }

    private RoutingAdvice get(Call call) {
        PipelineName name = new PipelineName(call.path("name"));
        call.requireSight(name, "unknown-pipeline", "Pipeline '" + name + "' is unknown to this key.");
        pipelines.require(name);
        return advisor.of(name, SelectionQuery.level(call));
    }
}

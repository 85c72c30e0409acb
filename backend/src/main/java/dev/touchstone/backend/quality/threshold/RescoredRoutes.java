package dev.touchstone.backend.quality.threshold;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.quality.AppliedRescored;
import dev.touchstone.api.quality.ApplyRescored;
import dev.touchstone.api.quality.RescoredAdvice;
import dev.touchstone.api.quality.RescoredItems;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.http.Call;
import dev.touchstone.backend.http.Endpoint;
import dev.touchstone.backend.pipeline.Pipelines;
import java.util.List;

/// `POST /v1/pipelines/{name}/threshold-advice` · `POST /v1/pipelines/{name}/threshold-advice:release`
public final class RescoredRoutes {
    private final RescoredAdvisor advisor;
    private final Pipelines pipelines;

    public RescoredRoutes(RescoredAdvisor advisor, Pipelines pipelines) {
        this.advisor = advisor;
        this.pipelines = pipelines;
    }

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.post(
                                "/v1/pipelines/{name}/threshold-advice",
                                "rescoreTestItems",
                                "Certifies the threshold of a version before its release, on test items that it answered.")
                        .scope(Scope.OUTPUTS_WRITE)
                        .takes(RescoredItems.class)
                        .answers(RescoredAdvice.class)
                        .by(call -> advisor.of(pipeline(call), call.body(RescoredItems.class))),
                Endpoint.post(
                                "/v1/pipelines/{name}/threshold-advice:release",
                                "applyRescoredThreshold",
                                "Puts the threshold into force that is certified for a version about to be released.")
                        .scope(Scope.ADMIN)
                        .takes(ApplyRescored.class)
                        .answers(AppliedRescored.class)
                        .by(this::apply));
    }

    private AppliedRescored apply(Call call) {
        return advisor.apply(
                pipeline(call), call.body(ApplyRescored.class), call.caller().keyId());
    }

    private PipelineName pipeline(Call call) {
        PipelineName name = new PipelineName(call.path("name"));
        call.requireSight(name, "unknown-pipeline", "Pipeline '" + name + "' is unknown to this key.");
        return pipelines.require(name).name();
    }
}

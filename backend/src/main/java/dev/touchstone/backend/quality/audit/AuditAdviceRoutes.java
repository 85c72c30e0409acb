package dev.touchstone.backend.quality.audit;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.policy.AuditScore;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.api.quality.AuditAdvice;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.api.wire.WireEnum;
import dev.touchstone.backend.http.Call;
import dev.touchstone.backend.http.Endpoint;
import dev.touchstone.backend.pipeline.Pipelines;
import java.util.List;

/// `GET /v1/pipelines/{name}/audit-advice`
public final class AuditAdviceRoutes {
    private final AuditAdvisor advisor;
    private final Pipelines pipelines;

    public AuditAdviceRoutes(AuditAdvisor advisor, Pipelines pipelines) {
        this.advisor = advisor;
        this.pipelines = pipelines;
    }

    public List<Endpoint> endpoints() {
        return List.of(Endpoint.get(
                        "/v1/pipelines/{name}/audit-advice",
                        "getAuditAdvice",
                        "Whether an active audit would take fewer reviews than a plain one.")
                .scope(Scope.OUTPUTS_READ)
                .query("score", "What it would go by: confidence or judge; that of the policy, else confidence.")
                .answers(AuditAdvice.class)
                .by(this::get));
    }

    private AuditAdvice get(Call call) {
        PipelineName name = new PipelineName(call.path("name"));
        call.requireSight(name, "unknown-pipeline", "Pipeline '" + name + "' is unknown to this key.");
        Pipeline pipeline = pipelines.require(name);
        AuditScore score = call.query("score")
                .map(AuditAdviceRoutes::score)
                .orElseGet(() -> pipeline.policy().activeScore().orElse(AuditScore.CONFIDENCE));
        return advisor.of(pipeline, score);
    }

    private static AuditScore score(String text) {
        try {
            return WireEnum.read(AuditScore.class, text);
        } catch (IllegalArgumentException e) {
            throw Call.badParameter("score", "must be confidence or judge");
        }
    }
}

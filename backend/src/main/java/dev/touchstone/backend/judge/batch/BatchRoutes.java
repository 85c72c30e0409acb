package dev.touchstone.backend.judge.batch;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.judge.JudgmentBatch;
import dev.touchstone.api.judge.NewJudgmentBatch;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.http.Call;
import dev.touchstone.backend.http.Endpoint;
import dev.touchstone.backend.http.Types;
import dev.touchstone.backend.pipeline.Pipelines;
import java.util.List;

/// `POST /v1/pipelines/{name}/judgments:batch` · `GET /v1/pipelines/{name}/judgment-batches` ·
/// `POST /v1/pipelines/{name}/judgment-batches/{id}:end`
public final class BatchRoutes {
    private final JudgeBatches batches;
    private final Pipelines pipelines;

    public BatchRoutes(JudgeBatches batches, Pipelines pipelines) {
        this.batches = batches;
        this.pipelines = pipelines;
    }

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.post(
                                "/v1/pipelines/{name}/judgments:batch",
                                "orderJudgmentBatch",
                                "Has unjudged outputs of a past window judged as one job, which takes hours and costs less.")
                        .scope(Scope.ADMIN)
                        .takes(NewJudgmentBatch.class)
                        .answers(202, JudgmentBatch.class)
                        .orRefuses(409, "No judge is configured.")
                        .by(call -> batches.order(
                                pipeline(call),
                                call.body(NewJudgmentBatch.class),
                                call.caller().keyId())),
                Endpoint.get(
                                "/v1/pipelines/{name}/judgment-batches",
                                "listJudgmentBatches",
                                "Such jobs of a pipeline, the newest 100, newest first.")
                        .scope(Scope.OUTPUTS_READ)
                        .answers(Types.list(JudgmentBatch.class))
                        .by(call -> batches.of(pipeline(call).name())),
                Endpoint.post(
                                "/v1/pipelines/{name}/judgment-batches/{id}:end",
                                "endJudgmentBatch",
                                "Ends such a job for good; what has no answer yet can be ordered again.")
                        .scope(Scope.ADMIN)
                        .answers(200, JudgmentBatch.class)
                        .orRefuses(409, "It has ended already.")
                        .by(call -> batches.ends()
                                .end(
                                        pipeline(call).name(),
                                        call.path("id"),
                                        call.caller().keyId())));
    }

    private Pipeline pipeline(Call call) {
        PipelineName name = new PipelineName(call.path("name"));
        call.requireSight(name, "unknown-pipeline", "Pipeline '" + name + "' is unknown to this key.");
        return pipelines.require(name);
    }
}

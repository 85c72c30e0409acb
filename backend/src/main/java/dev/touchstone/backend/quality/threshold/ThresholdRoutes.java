package dev.touchstone.backend.quality.threshold;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.quality.AppliedThreshold;
import dev.touchstone.api.quality.ApplyThreshold;
import dev.touchstone.api.quality.ThresholdAdvice;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.http.Call;
import dev.touchstone.backend.http.Endpoint;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.quality.Period;
import dev.touchstone.backend.quality.Selection;
import dev.touchstone.backend.quality.SelectionQuery;
import java.time.InstantSource;
import java.util.List;

/// `GET /v1/pipelines/{name}/threshold-advice` · `POST /v1/pipelines/{name}/threshold-advice:apply`
public final class ThresholdRoutes {
    private static final int DEFAULT_DAYS = 90;

    private final ThresholdAdvisor advisor;
    private final Pipelines pipelines;
    private final InstantSource clock;

    public ThresholdRoutes(ThresholdAdvisor advisor, Pipelines pipelines, InstantSource clock) {
        this.advisor = advisor;
        this.pipelines = pipelines;
        this.clock = clock;
    }

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get(
                                "/v1/pipelines/{name}/threshold-advice",
                                "getThresholdAdvice",
                                "Which threshold keeps errors among auto-approved outputs rare, with a guarantee.")
                        .scope(Scope.OUTPUTS_READ)
                        .query("max_error", "Tolerated error rate among auto-approved outputs; default 0.05.")
                        .query("confidence", "How sure to be of it, over all recalibrations; default 0.9.")
                        .query("days", "Days of outputs to learn from; default 90.")
                        .query("model", "Only outputs of this model.")
                        .query("prompt_version", "Only outputs of this prompt version.")
                        .answers(ThresholdAdvice.class)
                        .by(this::get),
                Endpoint.post(
                                "/v1/pipelines/{name}/threshold-advice:apply",
                                "applyThresholdAdvice",
                                "Puts the certified threshold into force as a new policy version.")
                        .scope(Scope.ADMIN)
                        .takes(ApplyThreshold.class)
                        .answers(AppliedThreshold.class)
                        .by(this::apply));
    }

    private ThresholdAdvice get(Call call) {
        PipelineName pipeline = pipeline(call);
        Period period = new SelectionQuery(pipelines, clock).period(call, DEFAULT_DAYS);
        Selection selection = new Selection(
                pipeline,
                period,
                call.query("model").orElse(null),
                call.query("prompt_version").orElse(null),
                null,
                null,
                null);
        return advisor.of(
                selection,
                SelectionQuery.number(call, "max_error", 0.05, 0.001, 0.5),
                SelectionQuery.number(call, "confidence", 0.9, 0.5, 0.999));
    }

    private AppliedThreshold apply(Call call) {
        PipelineName pipeline = pipeline(call);
        ApplyThreshold request = call.body(ApplyThreshold.class);
        return advisor.apply(
                Selection.all(pipeline, Period.lastDays(request.days(), clock.instant())),
                request.maxError(),
                request.confidence(),
                request.threshold(),
                call.caller().keyId());
    }

    private PipelineName pipeline(Call call) {
        PipelineName name = new PipelineName(call.path("name"));
        call.requireSight(name, "unknown-pipeline", "Pipeline '" + name + "' is unknown to this key.");
        return pipelines.require(name).name();
    }
}

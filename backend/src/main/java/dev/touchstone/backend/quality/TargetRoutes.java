package dev.touchstone.backend.quality;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.quality.QualityTargets;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.http.Call;
import dev.touchstone.backend.http.Endpoint;
import dev.touchstone.backend.pipeline.Pipelines;
import java.time.InstantSource;
import java.util.List;

/// `GET /v1/quality/targets`
public final class TargetRoutes {
    private static final int DEFAULT_DAYS = 28;

    private final TargetReport report;
    private final SelectionQuery selections;

    public TargetRoutes(TargetReport report, Pipelines pipelines, InstantSource clock) {
        this.report = report;
        this.selections = new SelectionQuery(pipelines, clock);
    }

    public List<Endpoint> endpoints() {
        return List.of(SelectionQuery.overTime(
                        Endpoint.get(
                                "/v1/quality/targets",
                                "getQualityTargets",
                                "Human review rate, correction rate, time to review and improvement, beside their targets."),
                        DEFAULT_DAYS)
                .scope(Scope.OUTPUTS_READ)
                .answers(QualityTargets.class)
                .by(this::get));
    }

    private QualityTargets get(Call call) {
        PipelineName pipeline = selections.pipeline(call);
        return report.of(pipeline, selections.period(call, DEFAULT_DAYS), SelectionQuery.level(call));
    }
}

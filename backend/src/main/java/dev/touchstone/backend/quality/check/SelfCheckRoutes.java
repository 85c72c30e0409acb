package dev.touchstone.backend.quality.check;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.judge.SelfCheckStatus;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.http.Call;
import dev.touchstone.backend.http.Endpoint;
import dev.touchstone.backend.pipeline.Pipelines;
import java.util.List;

/// `GET /v1/pipelines/{name}/self-check`
public final class SelfCheckRoutes {
    private final CheckCalibrator calibrator;
    private final Pipelines pipelines;

    public SelfCheckRoutes(CheckCalibrator calibrator, Pipelines pipelines) {
        this.calibrator = calibrator;
        this.pipelines = pipelines;
    }

    public List<Endpoint> endpoints() {
        return List.of(Endpoint.get(
                        "/v1/pipelines/{name}/self-check",
                        "getSelfCheck",
                        "How far the checks of a pipeline are, and whether their scores route outputs.")
                .scope(Scope.OUTPUTS_READ)
                .answers(SelfCheckStatus.class)
                .by(this::get));
    }

    private SelfCheckStatus get(Call call) {
        PipelineName name = new PipelineName(call.path("name"));
        call.requireSight(name, "unknown-pipeline", "Pipeline '" + name + "' is unknown to this key.");
        return calibrator.status(pipelines.require(name));
    }
}

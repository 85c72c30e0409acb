package dev.touchstone.backend.golden.search;

import dev.touchstone.api.golden.DatasetRule;
import dev.touchstone.api.golden.FewShotAnswer;
import dev.touchstone.api.golden.FewShotRequest;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.golden.dataset.Datasets;
import dev.touchstone.backend.http.Call;
import dev.touchstone.backend.http.Endpoint;
import dev.touchstone.backend.pipeline.Pipelines;
import java.util.List;

/// `POST /v1/pipelines/{name}/few-shot`
public final class FewShotRoutes {
    private final FewShot fewShot;
    private final Datasets datasets;
    private final Pipelines pipelines;

    public FewShotRoutes(FewShot fewShot, Datasets datasets, Pipelines pipelines) {
        this.fewShot = fewShot;
        this.datasets = datasets;
        this.pipelines = pipelines;
    }

    public List<Endpoint> endpoints() {
        return List.of(Endpoint.post(
                        "/v1/pipelines/{name}/few-shot",
                        "findExamples",
                        "Golden items that fit a query, to be put into its prompt.")
                .scope(Scope.EXPORTS_READ)
                .takes(FewShotRequest.class)
                .answers(FewShotAnswer.class)
                .orRefuses(409, "The dataset has no version yet.")
                .by(this::find));
    }

    private FewShotAnswer find(Call call) {
        PipelineName name = new PipelineName(call.path("name"));
        call.requireSight(name, "unknown-pipeline", "Pipeline '" + name + "' is unknown to this key.");
        FewShotRequest asked = call.body(FewShotRequest.class);
        String dataset = asked.dataset();
        if (dataset != null) {
            DatasetRule rule = datasets.find(dataset)
                    .orElseThrow(() -> Datasets.unknown(dataset))
                    .rule();
            if (!rule.pipelines().stream().allMatch(each -> call.sees(new PipelineName(each)))) {
                throw Datasets.unknown(dataset);
            }
        }
        return fewShot.answer(pipelines.require(name), asked);
    }
}

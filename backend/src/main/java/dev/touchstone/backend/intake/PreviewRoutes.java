package dev.touchstone.backend.intake;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.policy.PolicyPreview;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.http.Call;
import dev.touchstone.backend.http.Endpoint;
import dev.touchstone.backend.pipeline.Pipelines;
import java.time.Duration;
import java.util.List;

/// `POST /v1/pipelines/{name}/policy:preview`
public final class PreviewRoutes {
    private static final int DAYS = 7;
    private static final int MOST_DAYS = 28;

    private final Pipelines pipelines;
    private final PolicyPreviews previews;

    public PreviewRoutes(Pipelines pipelines, PolicyPreviews previews) {
        this.pipelines = pipelines;
        this.previews = previews;
    }

    public List<Endpoint> endpoints() {
        return List.of(Endpoint.post(
                        "/v1/pipelines/{name}/policy:preview",
                        "previewPolicy",
                        "What a policy would have done with outputs of the past. It changes nothing.")
                .scope(Scope.OUTPUTS_READ)
                .number("days", 1, MOST_DAYS, DAYS, "How far back.")
                .takes(Policy.class)
                .answers(PolicyPreview.class)
                .by(this::preview));
    }

    private PolicyPreview preview(Call call) {
        PipelineName name = new PipelineName(call.path("name"));
        call.requireSight(name, "unknown-pipeline", "Pipeline '" + name + "' is unknown to this key.");
        int days = call.queryInt("days", DAYS, 1, MOST_DAYS);
        return previews.of(pipelines.require(name), call.body(Policy.class), Duration.ofDays(days));
    }
}

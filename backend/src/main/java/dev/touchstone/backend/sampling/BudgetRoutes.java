package dev.touchstone.backend.sampling;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.sampling.BudgetStatus;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.http.Call;
import dev.touchstone.backend.http.Endpoint;
import dev.touchstone.backend.pipeline.Pipelines;
import java.util.List;

/// `GET /v1/pipelines/{name}/budget`
public final class BudgetRoutes {
    private final Budgets budgets;
    private final Pipelines pipelines;

    public BudgetRoutes(Budgets budgets, Pipelines pipelines) {
        this.budgets = budgets;
        this.pipelines = pipelines;
    }

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/v1/pipelines/{name}/budget", "getBudget", "How a pipeline's reviewer budget is spent.")
                        .scope(Scope.REVIEWS_READ)
                        .answers(BudgetStatus.class)
                        .by(this::get));
    }

    private BudgetStatus get(Call call) {
        PipelineName name = new PipelineName(call.path("name"));
        call.requireSight(name, "unknown-pipeline", "Pipeline '" + name + "' is unknown to this key.");
        return budgets.status(pipelines.require(name));
    }
}

package dev.touchstone.backend.quality.committee;

import dev.touchstone.api.quality.CommitteeReport;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.http.Call;
import dev.touchstone.backend.http.Endpoint;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.quality.Selection;
import dev.touchstone.backend.quality.SelectionQuery;
import java.time.InstantSource;
import java.util.List;

/// `GET /v1/quality/committee`
public final class CommitteeFiguresRoutes {
    private static final int DEFAULT_DAYS = 90;

    private final CommitteeFigures figures;
    private final SelectionQuery selections;

    public CommitteeFiguresRoutes(CommitteeFigures figures, Pipelines pipelines, InstantSource clock) {
        this.figures = figures;
        this.selections = new SelectionQuery(pipelines, clock);
    }

    public List<Endpoint> endpoints() {
        return List.of(SelectionQuery.overTime(
                        Endpoint.get(
                                "/v1/quality/committee",
                                "getCommitteeReport",
                                "How often a committee disagrees with a pipeline, and how often people found it right to."),
                        DEFAULT_DAYS)
                .scope(Scope.OUTPUTS_READ)
                .answers(CommitteeReport.class)
                .by(this::get));
    }

    private CommitteeReport get(Call call) {
        Selection selection = Selection.all(selections.pipeline(call), selections.period(call, DEFAULT_DAYS));
        return figures.of(selection, SelectionQuery.level(call));
    }
}

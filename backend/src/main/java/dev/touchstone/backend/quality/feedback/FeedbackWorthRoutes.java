package dev.touchstone.backend.quality.feedback;

import dev.touchstone.api.quality.FeedbackReport;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.http.Call;
import dev.touchstone.backend.http.Endpoint;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.quality.Selection;
import dev.touchstone.backend.quality.SelectionQuery;
import java.time.InstantSource;
import java.util.List;

/// `GET /v1/quality/feedback`
public final class FeedbackWorthRoutes {
    private static final int DEFAULT_DAYS = 90;

    private final FeedbackWorth worth;
    private final SelectionQuery selections;

    public FeedbackWorthRoutes(FeedbackWorth worth, Pipelines pipelines, InstantSource clock) {
        this.worth = worth;
        this.selections = new SelectionQuery(pipelines, clock);
    }

    public List<Endpoint> endpoints() {
        return List.of(SelectionQuery.overTime(
                        Endpoint.get(
                                "/v1/quality/feedback",
                                "getFeedbackReport",
                                "What users' behaviour is worth, measured by audits alone."),
                        DEFAULT_DAYS)
                .scope(Scope.OUTPUTS_READ)
                .answers(FeedbackReport.class)
                .by(this::get));
    }

    private FeedbackReport get(Call call) {
        Selection selection = Selection.all(selections.pipeline(call), selections.period(call, DEFAULT_DAYS));
        return worth.of(selection, SelectionQuery.level(call));
    }
}

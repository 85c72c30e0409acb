package dev.touchstone.backend.quality.retrieval;

import dev.touchstone.api.quality.RetrievalReport;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.http.Call;
import dev.touchstone.backend.http.Endpoint;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.quality.Selection;
import dev.touchstone.backend.quality.SelectionQuery;
import java.time.InstantSource;
import java.util.List;

/// `GET /v1/quality/retrieval`
public final class RetrievalRoutes {
    private static final int DEFAULT_DAYS = 28;

    private final RetrievalFindings findings;
    private final SelectionQuery selections;

    public RetrievalRoutes(RetrievalFindings findings, Pipelines pipelines, InstantSource clock) {
        this.findings = findings;
        this.selections = new SelectionQuery(pipelines, clock);
    }

    public List<Endpoint> endpoints() {
        return List.of(SelectionQuery.overTime(
                        Endpoint.get(
                                "/v1/quality/retrieval",
                                "getRetrievalReport",
                                "How many errors are retrieval's, by cause and by source."),
                        DEFAULT_DAYS)
                .query("model", "Only outputs of this model.")
                .query("prompt_version", "Only outputs of this prompt version.")
                .query("stratum", "Only outputs of this stratum.")
                .scope(Scope.OUTPUTS_READ)
                .answers(RetrievalReport.class)
                .by(this::get));
    }

    private RetrievalReport get(Call call) {
        Selection selection = new Selection(
                selections.pipeline(call),
                selections.period(call, DEFAULT_DAYS),
                call.query("model").orElse(null),
                call.query("prompt_version").orElse(null),
                call.query("stratum").orElse(null),
                null,
                null);
        return findings.of(selection, SelectionQuery.level(call));
    }
}

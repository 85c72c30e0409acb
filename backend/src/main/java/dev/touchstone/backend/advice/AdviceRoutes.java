package dev.touchstone.backend.advice;

import dev.touchstone.api.quality.EfficiencyReport;
import dev.touchstone.api.quality.SelectionReport;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.http.Call;
import dev.touchstone.backend.http.Endpoint;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.quality.Selection;
import dev.touchstone.backend.quality.SelectionQuery;
import java.time.InstantSource;
import java.util.List;

/// `GET /v1/quality/policies` and `GET /v1/quality/efficiency`
public final class AdviceRoutes {
    private static final int DEFAULT_DAYS = 28;

    private final SelectionFindings findings;
    private final Efficiency efficiency;
    private final SelectionQuery selections;

    public AdviceRoutes(SelectionFindings findings, Efficiency efficiency, Pipelines pipelines, InstantSource clock) {
        this.findings = findings;
        this.efficiency = efficiency;
        this.selections = new SelectionQuery(pipelines, clock);
    }

    public List<Endpoint> endpoints() {
        return List.of(
                SelectionQuery.overTime(
                                Endpoint.get(
                                        "/v1/quality/policies",
                                        "getSelectionReport",
                                        "What each way of choosing what people look at finds, against the random audit."),
                                DEFAULT_DAYS)
                        .scope(Scope.OUTPUTS_READ)
                        .answers(SelectionReport.class)
                        .by(call -> findings.of(selection(call), SelectionQuery.level(call))),
                SelectionQuery.overTime(
                                Endpoint.get(
                                        "/v1/quality/efficiency",
                                        "getEfficiencyReport",
                                        "What the loop takes of people and of the judge, and what it gives."),
                                DEFAULT_DAYS)
                        .scope(Scope.OUTPUTS_READ)
                        .answers(EfficiencyReport.class)
                        .by(call -> efficiency.of(selection(call), SelectionQuery.level(call))));
    }

    private Selection selection(Call call) {
        return Selection.all(selections.pipeline(call), selections.period(call, DEFAULT_DAYS));
    }
}

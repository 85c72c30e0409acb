package dev.touchstone.backend.quality.agreement;

import dev.touchstone.api.quality.AgreementReport;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.http.Call;
import dev.touchstone.backend.http.Endpoint;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.quality.Selection;
import dev.touchstone.backend.quality.SelectionQuery;
import java.time.InstantSource;
import java.util.List;

/// `GET /v1/quality/agreement`
public final class AgreementRoutes {
    private static final int DEFAULT_DAYS = 90;

    private final Agreement agreement;
    private final SelectionQuery selections;

    public AgreementRoutes(Agreement agreement, Pipelines pipelines, InstantSource clock) {
        this.agreement = agreement;
        this.selections = new SelectionQuery(pipelines, clock);
    }

    public List<Endpoint> endpoints() {
        return List.of(SelectionQuery.overTime(
                        Endpoint.get(
                                "/v1/quality/agreement",
                                "getAgreement",
                                "How far reviewers agree about outputs that more than one of them judged."),
                        DEFAULT_DAYS)
                .scope(Scope.OUTPUTS_READ)
                .answers(AgreementReport.class)
                .by(this::get));
    }

    private AgreementReport get(Call call) {
        Selection selection = Selection.all(selections.pipeline(call), selections.period(call, DEFAULT_DAYS));
        return agreement.of(selection, SelectionQuery.level(call));
    }
}

package dev.touchstone.backend.quality.calibration;

import dev.touchstone.api.quality.JudgeComparison;
import dev.touchstone.api.quality.JudgeReport;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.http.Call;
import dev.touchstone.backend.http.Endpoint;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.quality.Selection;
import dev.touchstone.backend.quality.SelectionQuery;
import java.time.InstantSource;
import java.util.List;

/// `GET /v1/quality/judge` · `GET /v1/quality/judge-comparison`
public final class CalibrationRoutes {
    private static final int DEFAULT_DAYS = 90;

    private final JudgeCalibration calibration;
    private final SelectionQuery selections;

    public CalibrationRoutes(JudgeCalibration calibration, Pipelines pipelines, InstantSource clock) {
        this.calibration = calibration;
        this.selections = new SelectionQuery(pipelines, clock);
    }

    public List<Endpoint> endpoints() {
        return List.of(
                parameters(
                                Endpoint.get(
                                        "/v1/quality/judge",
                                        "getJudgeCalibration",
                                        "What each judge version is worth, held against people, and what it adds to the figures."))
                        .answers(JudgeReport.class)
                        .by(call -> calibration.of(selection(call), SelectionQuery.level(call))),
                parameters(Endpoint.get(
                                "/v1/quality/judge-comparison",
                                "compareJudgeVersions",
                                "Two judge versions on the same outputs that people decided."))
                        .requiredQuery("first", "A judge version's id.")
                        .requiredQuery("second", "Another's.")
                        .answers(JudgeComparison.class)
                        .orRefuses(404, "The pipeline has no such judge version.")
                        .by(this::compare));
    }

    private static Endpoint.Builder parameters(Endpoint.Builder endpoint) {
        return SelectionQuery.overTime(endpoint.scope(Scope.OUTPUTS_READ), DEFAULT_DAYS);
    }

    private Selection selection(Call call) {
        return Selection.all(selections.pipeline(call), selections.period(call, DEFAULT_DAYS));
    }

    private JudgeComparison compare(Call call) {
        return calibration.compare(
                selection(call), required(call, "first"), required(call, "second"), SelectionQuery.level(call));
    }

    private static String required(Call call, String name) {
        return call.query(name).orElseThrow(() -> Call.badParameter(name, "is required: the id of a judge version"));
    }
}

package dev.touchstone.backend.quality;

import dev.touchstone.api.quality.QualityReport;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.http.Call;
import dev.touchstone.backend.http.Endpoint;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.stats.estimate.Target;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// `GET /v1/quality`
///
/// Quality figures are about outputs, so a key that may read outputs may read them.
public final class QualityRoutes {
    private final QualitySnapshot snapshot;
    private final SelectionQuery selections;

    public QualityRoutes(QualitySnapshot snapshot, Pipelines pipelines, InstantSource clock) {
        this.snapshot = snapshot;
        this.selections = new SelectionQuery(pipelines, clock);
    }

    public List<Endpoint> endpoints() {
        return List.of(SelectionQuery.parameters(Endpoint.get(
                                "/v1/quality",
                                "getQuality",
                                "How good a pipeline's outputs are, each figure with its interval and what it rests on.")
                        .scope(Scope.OUTPUTS_READ))
                .query("breakdown", "stratum, model, prompt_version, attribute or week.")
                .query("target", "finite (what was delivered, the default) or process (the rate behind it).")
                .query("baseline_from", "Compare with a period: its begin.")
                .query("baseline_to", "Its end; the period's own begin when absent.")
                .query("baseline_model", "Compare with another model.")
                .query("baseline_prompt_version", "Compare with another prompt version.")
                .query("baseline_stratum", "Compare with another stratum.")
                .answers(QualityReport.class)
                .by(this::get));
    }

    private static Target target(Call call) {
        return switch (call.query("target").orElse("finite")) {
            case "finite" -> Target.FINITE;
            case "process" -> Target.PROCESS;
            default -> throw Call.badParameter("target", "must be finite or process");
        };
    }

    private QualityReport get(Call call) {
        Selection selection = selections.of(call);
        QualitySnapshot.Breakdown breakdown =
                call.queryEnum("breakdown", QualitySnapshot.Breakdown.class).orElse(null);
        Target target = target(call);
        double level = SelectionQuery.level(call);
        Optional<Selection> baseline = selections.baseline(call, selection);
        return baseline.isPresent()
                ? snapshot.compare(selection, baseline.get(), breakdown, level)
                : snapshot.of(selection, breakdown, level, target);
    }
}

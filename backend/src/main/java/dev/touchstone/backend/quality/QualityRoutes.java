package dev.touchstone.backend.quality;

import dev.touchstone.api.quality.CorrectedQuality;
import dev.touchstone.api.quality.QualityGroup;
import dev.touchstone.api.quality.QualityReport;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.http.Call;
import dev.touchstone.backend.http.Endpoint;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.stats.estimate.Target;
import dev.touchstone.stats.reviewer.ReviewerErrors;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// `GET /v1/quality`
///
/// Quality figures are about outputs, so a key that may read outputs may read them.
public final class QualityRoutes {
    private static final String WHOLE =
            "corrected figures are of the whole selection and not of its groups: reviewers may"
                    + " err otherwise in each. For one, ask with its filter (stratum, model, prompt_version) or period, and with"
                    + " errors that were measured there";

    private final QualitySnapshot snapshot;
    private final Correction correction;
    private final SelectionQuery selections;

    /// What takes the reviewers' own errors out of a report.
    public interface Correction {
        /// @param total the plain figures of the selection
        /// @param given how often reviewers are right, if whoever asks has measured it
        CorrectedQuality of(Selection selection, QualityGroup total, Optional<ReviewerErrors> given, double level);
    }

    public QualityRoutes(QualitySnapshot snapshot, Correction correction, Pipelines pipelines, InstantSource clock) {
        this.snapshot = snapshot;
        this.correction = correction;
        this.selections = new SelectionQuery(pipelines, clock);
    }

    public List<Endpoint> endpoints() {
        return List.of(SelectionQuery.parameters(Endpoint.get(
                                "/v1/quality",
                                "getQuality",
                                "How good a pipeline's outputs are, each figure with its interval and what it rests on.")
                        .scope(Scope.OUTPUTS_READ))
                .query("breakdown", "stratum, model, prompt_version, few_shot, attribute, week or attribute_week.")
                .query("target", "finite (what was delivered, the default) or process (the rate behind it).")
                .query(
                        "truth",
                        "verdicts (what reviewers found, the default) or corrected (beside it, with the reviewers' own"
                                + " errors taken out).")
                .query(
                        "reviewers_sensitivity",
                        "With truth=corrected: of wrong outputs, how many reviewers called wrong, such as 54/60.")
                .query(
                        "reviewers_specificity",
                        "With truth=corrected: of right outputs, how many reviewers called right, such as 137/140.")
                .query("baseline_from", "Compare with a period: its begin.")
                .query("baseline_to", "Its end; the period's own begin when absent.")
                .query("baseline_model", "Compare with another model.")
                .query("baseline_prompt_version", "Compare with another prompt version.")
                .query("baseline_stratum", "Compare with another stratum.")
                .query("baseline_few_shot", "Compare with outputs made with examples, or without: with or without.")
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
        boolean corrected = TruthQuery.corrected(call, baseline.isPresent());
        Optional<ReviewerErrors> given = TruthQuery.given(call, corrected);
        QualityReport report = baseline.isPresent()
                ? snapshot.compare(selection, baseline.get(), breakdown, SelectionQuery.zone(call), level)
                : snapshot.of(selection, breakdown, SelectionQuery.zone(call), level, target);
        if (!corrected) {
            return report;
        }
        CorrectedQuality found = correction.of(selection, report.total(), given, level);
        return report.beside(breakdown == null ? found : found.noting(WHOLE));
    }
}

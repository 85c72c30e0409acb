package dev.touchstone.backend.quality.calibration;

import dev.touchstone.api.quality.JudgeReport;
import dev.touchstone.api.quality.JudgeReport.Coefficient;
import dev.touchstone.api.quality.JudgeReport.Corrected;
import dev.touchstone.api.quality.JudgeReport.Share;
import dev.touchstone.backend.quality.agreement.JudgeAgreement;
import dev.touchstone.backend.quality.agreement.JudgeAgreement.Row;
import dev.touchstone.backend.quality.calibration.Calibrated.Drawn;
import dev.touchstone.stats.agreement.CohenKappa;
import dev.touchstone.stats.agreement.GwetAc1;
import dev.touchstone.stats.estimate.HajekEstimate;
import dev.touchstone.stats.estimate.Method;
import dev.touchstone.stats.estimate.Target;
import dev.touchstone.stats.interval.Measured;
import dev.touchstone.stats.interval.Proportions;
import dev.touchstone.stats.judged.JudgePostStratification;
import dev.touchstone.stats.judged.JudgePostStratification.Cell;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The figures of one judge version. Pure: the API and the evidence run the same code.
///
/// @param humanAlpha agreement among people; null when it is not known
/// @param level of the intervals
public record VersionFigures(Calibrated facts, @Nullable Double humanAlpha, double level) {
    static final int ENOUGH = 20;
    /// Below this a saving is noise.
    private static final double WORTH_SAYING = 0.05;

    /// @param id of the version
    /// @param model its model
    public JudgeReport.Version of(String id, String model) {
        List<Row> rows = facts.rows();
        Optional<JudgeAgreement> found = JudgeAgreement.of(rows, level, humanAlpha);
        List<List<Cell>> strata = facts.strata();
        Target target = facts.sawEverything() ? Target.FINITE : Target.PROCESS;
        Optional<HajekEstimate> corrected = JudgePostStratification.estimate(strata, target, level);
        Optional<HajekEstimate> alone = JudgePostStratification.estimate(Calibrated.unsplit(strata), target, level);
        return new JudgeReport.Version(
                new JudgeReport.Version.Judge(id, model),
                new JudgeReport.Version.Counts(facts.judged(), facts.failed(), facts.unanswered(), rows.size()),
                new JudgeReport.Version.Agreed(
                        agreement(rows),
                        found.map(JudgeAgreement::kappa)
                                .map(VersionFigures::coefficient)
                                .orElse(null),
                        found.map(JudgeAgreement::ac1).map(GwetAc1::ac1).orElse(null),
                        found.map(JudgeAgreement::sensitivity)
                                .map(measured -> share(
                                        measured,
                                        rows.stream()
                                                .filter(row -> !row.peopleApprove())
                                                .count()))
                                .orElse(null),
                        found.map(JudgeAgreement::falseFlags)
                                .map(measured -> share(
                                        measured,
                                        rows.stream().filter(Row::peopleApprove).count()))
                                .orElse(null)),
                new JudgeReport.Version.Rates(
                        corrected
                                .map(estimate -> corrected(estimate, Method.JUDGE_LHW.title()))
                                .orElse(null),
                        alone.map(estimate -> corrected(estimate, Method.STRATIFIED_LHW.title()))
                                .orElse(null)),
                saves(corrected, alone),
                rows.size() >= ENOUGH,
                warning(found.map(JudgeAgreement::warning).orElse(null)),
                SecondaryFigure.of(
                        facts.rowsWithSilence(),
                        facts.judgedGood(),
                        facts.judged() + facts.failed() + facts.unanswered(),
                        level));
    }

    /// What measures the judge cannot speak of where it was silent.
    private @Nullable String warning(@Nullable String weak) {
        List<Drawn> silent = facts.silent();
        if (silent.isEmpty()) {
            return weak;
        }
        long wrong = silent.stream().filter(one -> !Calibrated.approved(one)).count();
        String words = "The judge gave no verdict on " + silent.size()
                + " audited outputs, of which people found " + wrong
                + " wrong; its agreement and what it flags say nothing about these, the approval rates do.";
        return weak == null ? words : weak + " " + words;
    }

    private @Nullable Share agreement(List<Row> rows) {
        if (rows.isEmpty()) {
            return null;
        }
        long same = rows.stream()
                .filter(row -> row.judgeApproves() == row.peopleApprove())
                .count();
        return new Share(
                (double) same / rows.size(),
                JudgeCalibration.range(Proportions.wilson((double) same, (double) rows.size(), level)),
                rows.size());
    }

    private static Share share(Measured measured, long n) {
        return new Share(measured.value(), JudgeCalibration.range(measured.interval()), n);
    }

    private static Coefficient coefficient(CohenKappa kappa) {
        return new Coefficient(kappa.kappa(), JudgeCalibration.range(kappa.interval()));
    }

    private static Corrected corrected(HajekEstimate estimate, String method) {
        return new Corrected(
                estimate.value(),
                JudgeCalibration.range(estimate.interval()),
                estimate.effective(),
                estimate.reviewed(),
                estimate.population(),
                method,
                estimate.target().name().toLowerCase(Locale.ROOT));
    }

    /// The gain in effective sample size, as the share of reviews that need not be made for the same precision;
    /// below 0 when the judge takes more than it gives.
    public static double saved(double effective, double effectiveAlone) {
        return 1 - effectiveAlone / effective;
    }

    private static String saves(Optional<HajekEstimate> with, Optional<HajekEstimate> without) {
        Double gained = with.map(HajekEstimate::effective).orElse(null);
        Double alone = without.map(HajekEstimate::effective).orElse(null);
        if (gained == null || alone == null) {
            return "There are not enough reviews to say what the judge saves.";
        }
        double saved = saved(gained, alone);
        return saved < WORTH_SAYING
                ? "The judge saves next to no reviews: its verdict tells too little of what people will say."
                : "The judge saves about " + Math.round(saved * 100) + " % of the reviews: without it, "
                        + Math.round(gained) + " would be needed where " + Math.round(alone) + " do now.";
    }
}

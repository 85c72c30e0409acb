package dev.touchstone.backend.quality.calibration;

import dev.touchstone.api.quality.JudgeReport.Secondary;
import dev.touchstone.backend.quality.agreement.JudgeAgreement.Row;
import dev.touchstone.stats.judged.Ppi;
import dev.touchstone.stats.judged.PpiEstimate;
import dev.touchstone.stats.judged.PpiMoments;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// PPI++ (Angelopoulos, Duchi and Zrnic 2023, arXiv:2311.01453) on the equal-probability part of a judge's share.
/// Its normal intervals cover too little when few errors were found, so it is shown beside the post-stratified
/// figure, never in its place, and only from so many reviews and errors on. Pure.
final class SecondaryFigure {
    static final int LEAST_REVIEWED = 400;
    static final int LEAST_WRONG = 20;

    private static final String METHOD = "PPI++ (secondary)";

    private SecondaryFigure() {}

    /// @param rows what people and judge said of the same outputs, an equal-probability part of its share; what it
    ///     was silent on, it did not approve: PPI++ takes any prediction
    /// @param approved of the share, those that the judge approves
    /// @param judged outputs of the share
    static Secondary of(List<Row> rows, long approved, long judged, double level) {
        long bothGood = count(rows, true, true);
        long onlyHuman = count(rows, false, true);
        long onlyJudge = count(rows, true, false);
        long bothBad = count(rows, false, false);
        long wrong = onlyJudge + bothBad;
        long othersGood = Math.max(0, approved - bothGood - onlyJudge);
        long others = Math.max(0, judged - rows.size());
        String notShown = notShown(rows.size(), wrong, others);
        if (notShown != null) {
            return new Secondary(METHOD, null, null, rows.size(), wrong, others, null, notShown);
        }
        PpiEstimate estimate = Ppi.plusPlus(
                PpiMoments.ofCounts(bothGood, onlyHuman, onlyJudge, bothBad, othersGood, others - othersGood), level);
        return new Secondary(
                METHOD,
                estimate.value(),
                JudgeCalibration.range(estimate.interval()),
                rows.size(),
                wrong,
                others,
                estimate.lambda(),
                null);
    }

    private static @Nullable String notShown(long reviewed, long wrong, long others) {
        if (reviewed < LEAST_REVIEWED) {
            return "Its interval cannot be trusted below " + LEAST_REVIEWED + " outputs that judge and people have"
                    + " judged; there are " + reviewed + ".";
        }
        if (wrong < LEAST_WRONG) {
            return "Its interval cannot be trusted below " + LEAST_WRONG
                    + " outputs that people found wrong; there are " + wrong + ".";
        }
        return others == 0 ? "The judge has seen nothing beyond what people saw." : null;
    }

    private static long count(List<Row> rows, boolean judgeApproves, boolean peopleApprove) {
        return rows.stream()
                .filter(row -> row.judgeApproves() == judgeApproves && row.peopleApprove() == peopleApprove)
                .count();
    }
}

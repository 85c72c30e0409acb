package dev.touchstone.backend.quality.agreement;

import dev.touchstone.stats.agreement.CohenKappa;
import dev.touchstone.stats.agreement.GwetAc1;
import dev.touchstone.stats.agreement.RatedUnits;
import dev.touchstone.stats.interval.Measured;
import dev.touchstone.stats.interval.Proportions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Agreement of one judge version with people, from outputs that both judged. Pure. Feed it only the random audit:
/// other reviews were chosen because they looked bad, and would make the judge look worse or better than it is.
///
/// @param n outputs both judged
/// @param kappa null when one of them used a single category; never alarm on it
/// @param ac1 null when only one category occurs; stays meaningful where nearly all outputs are good
/// @param sensitivity share of the wrong outputs that the judge flags, Wilson; null without wrong ones
/// @param falseFlags share of the good outputs that the judge flags, Wilson; null without good ones
/// @param warning when people themselves agree weakly; null otherwise
public record JudgeAgreement(
        int n,
        @Nullable CohenKappa kappa,
        @Nullable GwetAc1 ac1,
        @Nullable Measured sensitivity,
        @Nullable Measured falseFlags,
        @Nullable String warning) {

    /// One output that the judge and people judged.
    public record Row(boolean judgeApproves, boolean peopleApprove) {}

    /// @param humanAlpha Krippendorff's α between reviewers; null when it is not known
    /// @return empty without rows
    public static Optional<JudgeAgreement> of(List<Row> rows, double level, @Nullable Double humanAlpha) {
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        long[][] table = new long[2][2];
        List<List<Double>> units = new ArrayList<>();
        for (Row row : rows) {
            table[row.peopleApprove() ? 1 : 0][row.judgeApproves() ? 1 : 0]++;
            units.add(List.of(row.peopleApprove() ? 1.0 : 0.0, row.judgeApproves() ? 1.0 : 0.0));
        }
        boolean weak = humanAlpha != null && humanAlpha < Agreement.TENTATIVE;
        return Optional.of(new JudgeAgreement(
                rows.size(),
                CohenKappa.of(table, CohenKappa.Weights.UNWEIGHTED, level).orElse(null),
                GwetAc1.of(new RatedUnits(units)).orElse(null),
                share(table[0][0], table[0][0] + table[0][1], level),
                share(table[1][0], table[1][0] + table[1][1], level),
                weak
                        ? "People agree weakly among themselves (α " + humanAlpha
                                + "): no judge can be measured by them."
                        : null));
    }

    private static @Nullable Measured share(long part, long whole, double level) {
        return whole == 0
                ? null
                : new Measured((double) part / whole, Proportions.wilson((double) part, (double) whole, level));
    }
}

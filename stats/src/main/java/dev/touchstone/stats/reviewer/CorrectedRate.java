package dev.touchstone.stats.reviewer;

import dev.touchstone.stats.Require;
import dev.touchstone.stats.interval.Interval;
import dev.touchstone.stats.interval.Measured;
import java.util.Optional;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.jspecify.annotations.Nullable;

/// An error rate corrected for the errors of those who found it: p = (q + sp - 1)/(se + sp - 1), q being the
/// share that they called wrong (Rogan and Gladen 1978, Am. J. Epidemiol. 107:71). The interval carries the
/// uncertainty of all three (Lang and Reiczigel 2014, Prev. Vet. Med. 113:13, with the numbers of cases as they
/// come: effective ones need not be whole).
///
/// Holds while reviewers err as often on these outputs as on the cases that they were measured by.
public final class CorrectedRate {
    private CorrectedRate() {}

    /// @param share that reviewers called wrong, in [0, 1]
    /// @param effective size of a plain sample that would know it as precisely; null when every output that is
    ///     spoken of was reviewed
    /// @param outputs that the rate is about, reviewed or not: of so many verdicts the errors are a draw too.
    ///     Null for the process behind them, where `effective` has it already
    /// @return in [0, 1]; empty when se + sp is 1 or less, or so near that chance alone could have made it
    ///     more: the verdicts then say nothing about the truth
    public static Optional<Measured> of(
            double share,
            @Nullable Double effective,
            @Nullable Long outputs,
            ReviewerErrors errors,
            double confidence) {
        Require.unit(share, "share found wrong");
        double z = NormalDistribution.of(0, 1)
                .inverseSurvivalProbability((1 - Require.inside(confidence, "confidence")) / 2);
        ReviewerErrors shrunk = errors.shrunk();
        double youden = shrunk.youden();
        double doubt =
                Math.sqrt(shrunk.sensitivity().variance() + shrunk.specificity().variance());
        if (errors.youden() <= 0 || youden <= z * doubt) {
            return Optional.empty();
        }
        double q = effective == null ? share : (share * effective + z * z / 2) / (effective + z * z);
        double p = (q + shrunk.specificity().share() - 1) / youden;
        double inside = Math.clamp(p, 0, 1);
        double variance = (effective == null ? 0 : q * (1 - q) / (effective + z * z))
                + (outputs == null ? 0 : shrunk.noise(inside) / outputs)
                + p * p * shrunk.sensitivity().variance()
                + (1 - p) * (1 - p) * shrunk.specificity().variance()
                - 2 * p * (1 - p) * errors.covariance();
        double shift = 2
                * z
                * z
                * (p * shrunk.sensitivity().variance()
                        - (1 - p) * shrunk.specificity().variance());
        double half = z * Math.sqrt(Math.max(0, variance)) / youden;
        double value = Math.clamp((share + errors.specificity().share() - 1) / errors.youden(), 0, 1);
        double lower = Math.clamp(p + shift - half, 0, 1);
        double upper = Math.clamp(p + shift + half, 0, 1);
        return Optional.of(
                new Measured(value, new Interval(Math.min(lower, value), Math.max(upper, value), confidence)));
    }
}

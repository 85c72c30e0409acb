package dev.touchstone.stats.sequential;

import dev.touchstone.stats.Require;
import java.util.List;
import java.util.OptionalInt;
import org.apache.commons.statistics.distribution.HypergeometricDistribution;

/// Does a candidate err less often than the control? Looked at only when both have reached 50, 200, 800, …
/// reviews, four times as many each time. Each look spends a part of α: a quarter, a half, an eighth, a
/// sixteenth and so on, together at most α. So it may be asked every day: between two milestones the answer
/// is the same, and the chance that it is ever wrongly yes is at most α (Bonferroni over the looks). The
/// look at 200 keeps half, because there a difference of ten points between 20 and 10 % is found four times
/// in five; an e-process that may be looked at after every review finds it in half of the cases.
///
/// The test of a look is Fisher's exact one, one-sided, with half of the observed table's probability
/// (mid-p, Lancaster 1961). It is not exact any more, but at these sizes its error stayed below the nominal
/// one in every case that was computed (rates of 5 to 40 %).
///
/// @param found the milestone at which the candidate was found better; empty when it was at none
/// @param next the milestone that both have not reached yet
public record MilestoneComparison(OptionalInt found, int next) {
    /// Reviews of each at the first look.
    public static final int FIRST = 50;
    /// How many times as many it takes until the next.
    public static final int FACTOR = 4;
    private static final List<Double> SPENT = List.of(0.25, 0.5);

    /// @param control whether each was an error, in an order that has nothing to do with errors
    /// @param candidate likewise
    /// @param alpha the most that may be spent, in (0, 1)
    public static MilestoneComparison of(List<Boolean> control, List<Boolean> candidate, double alpha) {
        Require.inside(alpha, "alpha");
        int have = Math.min(control.size(), candidate.size());
        OptionalInt found = OptionalInt.empty();
        int milestone = FIRST;
        int look = 0;
        for (; milestone <= have; milestone *= FACTOR) {
            double p = midP(errors(control, milestone), errors(candidate, milestone), milestone);
            if (p <= alpha * spent(look)) {
                found = OptionalInt.of(milestone);
            }
            look++;
        }
        return new MilestoneComparison(found, milestone);
    }

    /// Parts of α by look; they sum to 1.
    private static double spent(int look) {
        return look < SPENT.size() ? SPENT.get(look) : 0.25 / (1 << (look - SPENT.size() + 1));
    }

    private static int errors(List<Boolean> reviews, int first) {
        return (int) reviews.subList(0, first).stream().filter(error -> error).count();
    }

    /// One-sided: small when the candidate has fewer errors of the ones there are.
    private static double midP(int control, int candidate, int each) {
        if (control + candidate == 0) {
            return 1;
        }
        HypergeometricDistribution errors = HypergeometricDistribution.of(2 * each, control + candidate, each);
        return errors.cumulativeProbability(candidate) - errors.probability(candidate) / 2;
    }
}

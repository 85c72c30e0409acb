package dev.touchstone.stats.sequential;

import dev.touchstone.stats.Require;
import java.util.ArrayList;
import java.util.List;

/// A drift alarm like [EsrDetector]'s whose threshold may change with the traffic. M ← (M + w)(1+λ(x-ε₀)), alarm at
/// M ≥ 1, where the weight w of a review is chosen before its loss is known. With w = 1/c it is an [EsrDetector] of
/// threshold c, divided by c.
///
/// While the mean of each loss given the past is at most ε₀, M less the weights so far is a supermartingale, so that
/// the weights spent until a false alarm are at least 1 on average. Weights of 1/(K·52·r·Y), r reviews a week, spend
/// that in K·Y years, whatever r was: one week of many reviews does not slow what is seen in the weeks after it.
///
/// @param scores the state M, one number per bet, none negative
public record PacedDetector(DriftBets bets, List<Double> scores) {
    public PacedDetector {
        scores = DetectorScores.checked(scores, bets, 1);
    }

    /// A detector that has seen nothing.
    public static PacedDetector start(DriftBets bets) {
        return new PacedDetector(bets, DetectorScores.zero(bets));
    }

    /// Takes the next loss, 0 for a correct output and 1 for a wrong one or graded in between.
    ///
    /// @param weight in (0, 1], what this review spends of the expected 1 until a false alarm
    public DetectorStep<PacedDetector> next(double loss, double weight) {
        return next(loss, weight, Stake.WHOLE);
    }

    /// The same for a review that carries another share of the bet.
    public DetectorStep<PacedDetector> next(double loss, double weight, Stake stake) {
        Require.within(weight, Double.MIN_NORMAL, 1, "weight of a review");
        List<Double> payoffs = bets.payoffs(loss, stake);
        List<Double> next = new ArrayList<>(payoffs.size());
        for (int j = 0; j < payoffs.size(); j++) {
            next.add((scores.get(j) + weight) * payoffs.get(j));
        }
        double evidence = DetectorScores.mean(next);
        boolean alarm = evidence >= 1;
        return new DetectorStep<>(new PacedDetector(bets, alarm ? DetectorScores.zero(bets) : next), evidence, alarm);
    }
}

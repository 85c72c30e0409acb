package dev.touchstone.backend.drift.watch;

import dev.touchstone.stats.sequential.DriftBets;
import java.util.ArrayList;
import java.util.List;

/// Evidence that a rate has risen above ε₀ at some time, which stays fair at any stopping time: a mixture, with
/// weights 1/(s(s+1)), of e-processes that start with the s-th review. Unlike one that starts once, it has not lost
/// its stakes when a rate rises after a long good time; unlike a detector's score, it is an e-value, as e-BH
/// demands. Shin, Ramdas and Rinaldo 2023, arXiv:2203.03532, section 2.
final class PartEvidence {
    private static final double MOST = 1e200;

    private PartEvidence() {}

    /// S ← (S + wₛ)(1 + λ(x-ε₀)) for each bet.
    ///
    /// @param nth number of the review, from 1
    static List<Double> next(List<Double> stakes, long nth, DriftBets bets, double loss) {
        double weight = 1.0 / nth / (nth + 1);
        List<Double> next = new ArrayList<>(stakes.size());
        for (int j = 0; j < stakes.size(); j++) {
            double odds = bets.odds().get(j);
            double payoff = (1 - loss + odds * loss) / (1 - bets.eps0() + odds * bets.eps0());
            next.add(Math.min(MOST, (stakes.get(j) + weight) * payoff));
        }
        return next;
    }

    /// The e-value now; stakes of starts still to come are kept.
    static double value(List<Double> stakes, long reviewed) {
        double sum = 0;
        for (double stake : stakes) {
            sum += stake;
        }
        return sum / stakes.size() + 1.0 / (reviewed + 1);
    }
}

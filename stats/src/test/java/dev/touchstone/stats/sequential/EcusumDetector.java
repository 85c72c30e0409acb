package dev.touchstone.stats.sequential;

import dev.touchstone.stats.Require;
import java.util.ArrayList;
import java.util.List;

/// The CUSUM form of [EsrDetector], same source and guarantee: M ← max(M, 1)(1+λ(x-ε₀)). Its evidence is never
/// larger, so it is more patient on both sides. For comparison.
///
/// @param threshold c, at least 1
/// @param scores the state, one number per bet, none negative
public record EcusumDetector(DriftBets bets, double threshold, List<Double> scores) {
    public EcusumDetector {
        Require.within(threshold, 1, 1e100, "alarm threshold");
        scores = DetectorScores.checked(scores, bets, threshold);
    }

    /// A detector that has seen nothing.
    public static EcusumDetector start(DriftBets bets, double threshold) {
        return new EcusumDetector(bets, threshold, DetectorScores.zero(bets));
    }

    /// Takes the next loss in [0, 1].
    public DetectorStep<EcusumDetector> next(double loss) {
        List<Double> payoffs = bets.payoffs(loss);
        List<Double> next = new ArrayList<>(payoffs.size());
        for (int j = 0; j < payoffs.size(); j++) {
            next.add(Math.max(scores.get(j), 1) * payoffs.get(j));
        }
        double evidence = DetectorScores.mean(next);
        boolean alarm = evidence >= threshold;
        return new DetectorStep<>(
                new EcusumDetector(bets, threshold, alarm ? DetectorScores.zero(bets) : next), evidence, alarm);
    }
}

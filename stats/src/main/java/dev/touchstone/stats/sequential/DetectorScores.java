package dev.touchstone.stats.sequential;

import dev.touchstone.stats.Require;
import java.util.Collections;
import java.util.List;

/// The state that e-detectors share: one running score per bet.
final class DetectorScores {
    private DetectorScores() {}

    static List<Double> zero(DriftBets bets) {
        return Collections.nCopies(bets.odds().size(), 0.0);
    }

    static List<Double> checked(List<Double> scores, DriftBets bets, double threshold) {
        Require.sameLength(scores.size(), bets.odds().size(), "scores and bets");
        for (double score : scores) {
            Require.within(score, 0, threshold * scores.size(), "detector score");
        }
        return List.copyOf(scores);
    }

    static double mean(List<Double> scores) {
        double sum = 0;
        for (double score : scores) {
            sum += score;
        }
        return sum / scores.size();
    }
}

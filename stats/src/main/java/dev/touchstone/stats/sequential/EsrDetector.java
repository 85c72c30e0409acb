package dev.touchstone.stats.sequential;

import dev.touchstone.stats.Require;
import java.util.ArrayList;
import java.util.List;

/// The drift alarm: a Shiryaev-Roberts e-detector over a stream of losses. Shin, Ramdas and Rinaldo 2023,
/// arXiv:2203.03532; mixture of the bets of [DriftBets].
///
/// While the mean of each loss given the past is at most ε₀, the expected number of reviews until a false alarm
/// is at least the threshold, whatever the distribution and however the losses depend on each other. The state
/// is one number per bet and the value is immutable, so it can be stored between reviews.
///
/// Feed only reviews drawn at random whatever the output looked like, in the order of arrival: errors are often
/// judged faster than passes. Start anew with each prompt version.
///
/// @param threshold c, at least 1; see [#threshold]
/// @param scores the state M, one number per bet, none negative
public record EsrDetector(DriftBets bets, double threshold, List<Double> scores) {
    private static final double LARGEST_THRESHOLD = 1e100;

    public EsrDetector {
        Require.within(threshold, 1, LARGEST_THRESHOLD, "alarm threshold");
        scores = DetectorScores.checked(scores, bets, threshold);
    }

    /// A detector that has seen nothing.
    public static EsrDetector start(DriftBets bets, double threshold) {
        return new EsrDetector(bets, threshold, DetectorScores.zero(bets));
    }

    /// The threshold for at most one false page per `years` overall: series × 52 × reviews per week × years.
    ///
    /// @param series detectors that may page
    /// @param reviewsPerWeek audit reviews a week that each detector sees
    public static double threshold(int series, double reviewsPerWeek, double years) {
        Require.atLeast(series, 1, "number of series");
        double threshold =
                series * 52 * Require.positive(reviewsPerWeek, "reviews per week") * Require.positive(years, "years");
        return Require.within(threshold, 1, LARGEST_THRESHOLD, "alarm threshold");
    }

    /// Takes the next loss, 0 for a correct output and 1 for a wrong one or graded in between: M ←
    /// (M+1)(1+λ(x-ε₀)).
    public DetectorStep<EsrDetector> next(double loss) {
        List<Double> payoffs = bets.payoffs(loss);
        List<Double> next = new ArrayList<>(payoffs.size());
        for (int j = 0; j < payoffs.size(); j++) {
            next.add((scores.get(j) + 1) * payoffs.get(j));
        }
        double evidence = DetectorScores.mean(next);
        boolean alarm = evidence >= threshold;
        return new DetectorStep<>(
                new EsrDetector(bets, threshold, alarm ? DetectorScores.zero(bets) : next), evidence, alarm);
    }
}

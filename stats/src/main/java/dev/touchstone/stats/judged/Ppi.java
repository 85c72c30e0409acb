package dev.touchstone.stats.judged;

import dev.touchstone.stats.Require;
import dev.touchstone.stats.interval.Interval;
import java.util.List;

/// Prediction-powered inference: a judge scores many outputs, people review a few, and the people correct the
/// judge.
///
/// Secondary to [JudgePostStratification]. With few errors these normal intervals cover too little (0.86 at
/// nominal 0.95 for 100 reviews at accuracy 0.95): show them only from 400 reviews and 20 errors found by
/// people. A judge seldom saves much: the gain is about 1/(1-ρ²). Verdicts lie in [0, 1]; one judge version per
/// period.
public final class Ppi {
    private Ppi() {}

    /// A stratum with its share of the population given by `population`.
    public record Stratum(long population, PpiMoments moments) {
        public Stratum {
            Require.atLeast(population, 1, "population of a stratum");
        }
    }

    /// Verdicts of people alone: the mean with its normal interval.
    public static PpiEstimate classical(PpiMoments moments, double confidence) {
        return at(0, moments, confidence);
    }

    /// f̄_N + mean(y - f). Angelopoulos et al. 2023, Science 382:669.
    public static PpiEstimate mean(PpiMoments moments, double confidence) {
        return at(1, moments, confidence);
    }

    /// λf̄_N + mean(y - λf) with the λ in [0, 1] of least variance, so a useless judge does no harm.
    /// Angelopoulos, Duchi and Zrnic 2023, arXiv:2311.01453.
    public static PpiEstimate plusPlus(PpiMoments moments, double confidence) {
        return at(lambda(moments), moments, confidence);
    }

    /// ΣW θ_h with an own λ in each stratum. Fisch et al. 2024, arXiv:2406.04291.
    public static StratifiedPpi stratified(List<Stratum> strata, double confidence) {
        Require.atLeast(strata.size(), 1, "number of strata");
        double population = strata.stream().mapToDouble(Stratum::population).sum();
        List<PpiEstimate> estimates = strata.stream()
                .map(stratum -> plusPlus(stratum.moments(), confidence))
                .toList();
        double value = 0;
        double variance = 0;
        for (int h = 0; h < estimates.size(); h++) {
            double share = strata.get(h).population() / population;
            double error = share * estimates.get(h).standardError();
            value += share * estimates.get(h).value();
            variance += error * error;
        }
        double standardError = Math.sqrt(variance);
        return new StratifiedPpi(
                value,
                standardError,
                Interval.wald(value, standardError, confidence),
                estimates.stream().map(PpiEstimate::lambda).toList());
    }

    private static double lambda(PpiMoments moments) {
        double variance = moments.pooledJudgeVariance();
        if (variance == 0) {
            return 0;
        }
        double ratio = moments.reviewed() / (double) moments.judged();
        return Math.clamp(moments.covariance() / ((1 + ratio) * variance), 0, 1);
    }

    private static PpiEstimate at(double lambda, PpiMoments moments, double confidence) {
        double value = lambda * moments.meanJudged() + moments.meanHuman() - lambda * moments.meanJudge();
        double variance = lambda * lambda * moments.varianceJudged() / moments.judged()
                + moments.rectifierVariance(lambda) / moments.reviewed();
        double alone = moments.varianceHuman() / moments.reviewed();
        double spread = Math.sqrt(moments.varianceHuman() * moments.varianceJudge());
        double standardError = Math.sqrt(variance);
        return new PpiEstimate(
                value,
                standardError,
                Interval.wald(value, standardError, confidence),
                lambda,
                variance > 0 && Double.isFinite(alone / variance) ? alone / variance : null,
                spread > 0 ? Math.clamp(moments.covariance() / spread, -1, 1) : null);
    }
}

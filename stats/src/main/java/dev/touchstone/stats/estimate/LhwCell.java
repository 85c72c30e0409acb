package dev.touchstone.stats.estimate;

import java.util.List;
import java.util.function.ToDoubleFunction;

/// One stratum reduced to what the LHW interval needs.
///
/// @param share W, of the population
/// @param mean p̂
/// @param shrunkMean p̃ = (n p̂ + 1)/(n + 2)
/// @param shrunkVariance V = K(n² s² + n + 1)/(n + 2)², positive even when no error was seen
/// @param plainVariance the design variance n/(n-1)·Σq(y-p̂)²/(Σw)²
/// @param takeAll whether every output of the stratum was reviewed
record LhwCell(
        double share, double mean, double shrunkMean, double shrunkVariance, double plainVariance, boolean takeAll) {

    static LhwCell of(StratumSample stratum, long population, Target target) {
        double n = stratum.size();
        double mean = stratum.mean();
        double scale = stratum.varianceScale(target);
        double spread = stratum.weightedSpread(target);
        return new LhwCell(
                stratum.population() / (double) population,
                mean,
                (n * mean + 1) / (n + 2),
                (n * n * spread + scale * (n + 1)) / ((n + 2) * (n + 2)),
                n > 1 ? n / (n - 1) * spread : 0,
                stratum.takeAll());
    }

    static double sum(List<LhwCell> cells, ToDoubleFunction<LhwCell> term) {
        double sum = 0;
        for (LhwCell cell : cells) {
            sum += term.applyAsDouble(cell);
        }
        return sum;
    }
}

package dev.touchstone.stats.estimate;

import java.util.List;
import java.util.function.ToDoubleFunction;

/// One stratum reduced to what the LHW interval needs.
///
/// @param share W, of the population
/// @param mean p̂
/// @param shrunkMean p̃ = (n p̂ + 1)/(n + 2)
/// @param shrunkVariance V = K(n² s² + n + 1)/(n + 2)², positive even when no error was seen; for the process n
///     and s² are those of [ClusterSums]
/// @param plainVariance the design variance n/(n-1)·Σq(y-p̂)²/(Σw)²
/// @param takeAll whether every output of the stratum was reviewed
/// @param pairs what the pairs of outputs that belong together have added to V, before it was shrunk
record LhwCell(
        double share,
        double mean,
        double shrunkMean,
        double shrunkVariance,
        double plainVariance,
        boolean takeAll,
        double pairs) {

    static LhwCell of(StratumSample stratum, long population, Target target) {
        double n = stratum.size();
        double mean = stratum.mean();
        // Each output was drawn by itself: of what was delivered, clusters leave nothing to chance.
        ClusterSums clusters = target == Target.PROCESS ? ClusterSums.of(stratum.members(mean, 1)) : ClusterSums.NONE;
        double alike = clusters.supposedEffect();
        double independent = n / alike;
        double scale = stratum.varianceScale(target) * alike;
        double spread = stratum.weightedSpread(target);
        return new LhwCell(
                stratum.population() / (double) population,
                mean,
                (independent * mean + 1) / (independent + 2),
                (independent * independent * clusters.spread(spread) + scale * (independent + 1))
                        / ((independent + 2) * (independent + 2)),
                n > 1 ? n / (n - 1) * spread : 0,
                stratum.takeAll(),
                clusters.pairs());
    }

    static double sum(List<LhwCell> cells, ToDoubleFunction<LhwCell> term) {
        double sum = 0;
        for (LhwCell cell : cells) {
            sum += term.applyAsDouble(cell);
        }
        return sum;
    }
}

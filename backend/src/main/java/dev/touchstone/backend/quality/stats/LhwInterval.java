package dev.touchstone.backend.quality.stats;

import org.jspecify.annotations.Nullable;

/// The Laplace-shrunk Hájek-Wilson interval: an exact part for what was reviewed entirely, plus a Wilson
/// interval for the sampled part at the sample size that would give its variance.
///
/// @param effective n_eff; null when nothing was sampled
record LhwInterval(Interval interval, @Nullable Double effective) {
    private static final double NOTHING = 1e-12;

    /// @param certainTotal t_c, what the certain part contributes to the estimate
    /// @param sampledShare W_s, share of the population in the sampled part
    /// @param sampledMean t_s, estimate within the sampled part
    /// @param shrunkMean p̃_s, the same from shrunk stratum means; strictly between 0 and 1
    /// @param variance V of the whole estimate
    static LhwInterval of(
            double certainTotal,
            double sampledShare,
            double sampledMean,
            double shrunkMean,
            double variance,
            double confidence) {
        if (sampledShare < NOTHING) {
            double point = Math.min(1, certainTotal);
            return new LhwInterval(new Interval(point, point, confidence), null);
        }
        double effective = shrunkMean * (1 - shrunkMean) / (variance / (sampledShare * sampledShare));
        Interval wilson = Proportions.wilsonAt(Math.min(1, sampledMean), effective, confidence);
        return new LhwInterval(
                new Interval(
                        Math.min(1, certainTotal + sampledShare * wilson.lower()),
                        Math.min(1, certainTotal + sampledShare * wilson.upper()),
                        confidence),
                effective);
    }
}

package dev.touchstone.stats.estimate;

import dev.touchstone.stats.interval.Interval;
import dev.touchstone.stats.interval.Proportions;
import org.jspecify.annotations.Nullable;

/// The Laplace-shrunk Hájek-Wilson interval: an exact part for what was reviewed entirely, plus a Wilson
/// interval for the sampled part at the sample size that would give its variance.
///
/// @param effective n_eff; null when nothing was sampled
record LhwInterval(Interval interval, @Nullable Double effective) {
    /// The interval of something reviewed entirely.
    static LhwInterval point(double value, double confidence) {
        return new LhwInterval(new Interval(value, value, confidence), null);
    }

    /// @param certainTotal t_c, what the certain part contributes to the estimate
    /// @param sampledShare W_s, share of the population in the sampled part; positive
    /// @param sampledMean t_s, estimate within the sampled part
    /// @param shrunkMean p̃_s, the same from shrunk stratum means; strictly between 0 and 1
    /// @param variance V of the whole estimate; positive
    static LhwInterval of(
            double certainTotal,
            double sampledShare,
            double sampledMean,
            double shrunkMean,
            double variance,
            double confidence) {
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

package dev.touchstone.stats.estimate;

import dev.touchstone.stats.Require;
import dev.touchstone.stats.interval.Interval;
import dev.touchstone.stats.interval.Proportions;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// A quality number fit to be shown: never a value alone, always with interval, counts, method and target.
///
/// @param value in [0, 1]
/// @param interval in [0, 1], contains the value
/// @param reviewed outputs judged by people, n
/// @param effective sample size of an equal-probability sample that would be as precise, n_eff; null when
///     everything in the population was reviewed and nothing is uncertain. Grey the number out below 20
/// @param population outputs the number speaks about, N
public record Estimate(
        double value,
        Interval interval,
        long reviewed,
        @Nullable Double effective,
        long population,
        Method method,
        Target target) {
    public Estimate {
        Require.unit(value, "value");
        Require.unit(interval.lower(), "lower end");
        Require.unit(interval.upper(), "upper end");
        if (!interval.contains(value)) {
            throw new IllegalArgumentException("value " + value + " lies outside its interval " + interval);
        }
        Require.atLeast(reviewed, 0, "reviewed outputs");
        Require.atMost(reviewed, population, "reviewed outputs", "the population");
        if (effective != null) {
            Require.positive(effective, "effective sample size");
        }
    }

    /// The effective sample size, empty when nothing is uncertain.
    public OptionalDouble effectiveSize() {
        return effective == null ? OptionalDouble.empty() : OptionalDouble.of(effective);
    }

    /// An equal-probability sample: the development mode, or one audit stratum. Wilson 1927.
    public static Estimate ofSample(long correct, long reviewed, long population, double confidence) {
        Interval interval = Proportions.wilson((double) correct, (double) reviewed, confidence);
        return new Estimate(
                (double) correct / reviewed,
                interval,
                reviewed,
                (double) reviewed,
                population,
                Method.WILSON,
                Target.PROCESS);
    }
}

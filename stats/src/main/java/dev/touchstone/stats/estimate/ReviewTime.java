package dev.touchstone.stats.estimate;

import dev.touchstone.stats.Require;
import dev.touchstone.stats.interval.Interval;
import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.jspecify.annotations.Nullable;

/// How long reviews take, told so that a tab left open over lunch does not matter. In the unit of the input.
///
/// @param median the middle time
/// @param medianRange distribution-free interval of the median between two order statistics; null when there
///     are too few times for its level (5 at 95 %)
/// @param trimmedMean mean without the shortest and the longest tenth
/// @param mad median distance from the median, unscaled
/// @param p90 exceeded by one review in ten, linearly interpolated
/// @param count number of times
public record ReviewTime(
        double median, @Nullable Interval medianRange, double trimmedMean, double mad, double p90, int count) {
    private static final double TRIM = 0.1;
    private static final double LONGEST = 1e15;

    /// Summarises at least one finite time that is not negative.
    public static ReviewTime of(double[] times, double confidence) {
        Require.inside(confidence, "confidence");
        Require.atLeast(times.length, 1, "number of times");
        double[] sorted = times.clone();
        for (double time : sorted) {
            Require.within(time, 0, LONGEST, "review time");
        }
        Arrays.sort(sorted);
        double median = quantile(sorted, 0.5);
        double[] distances = Arrays.stream(sorted)
                .map(time -> Math.abs(time - median))
                .sorted()
                .toArray();
        return new ReviewTime(
                median,
                medianRange(sorted, confidence),
                trimmedMean(sorted),
                quantile(distances, 0.5),
                quantile(sorted, 0.9),
                sorted.length);
    }

    /// The interval of the median, empty when there are too few times.
    public Optional<Interval> medianInterval() {
        return Optional.ofNullable(medianRange);
    }

    /// From the k-th smallest to the k-th largest: the median lies outside with probability 2·P(Bin(n, ½) < k).
    private static @Nullable Interval medianRange(double[] sorted, double confidence) {
        int n = sorted.length;
        var below = BinomialDistribution.of(n, 0.5);
        int k = below.inverseCumulativeProbability((1 - confidence) / 2);
        // The quantile is the first k whose probability up to k reaches the tail, so up to k-1 stays below it.
        return k < 1 ? null : new Interval(sorted[k - 1], sorted[n - k], confidence);
    }

    private static double trimmedMean(double[] sorted) {
        int cut = (int) (TRIM * sorted.length);
        double sum = 0;
        for (int i = cut; i < sorted.length - cut; i++) {
            sum += sorted[i];
        }
        return sum / (sorted.length - 2 * cut);
    }

    private static double quantile(double[] sorted, double probability) {
        double position = probability * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}

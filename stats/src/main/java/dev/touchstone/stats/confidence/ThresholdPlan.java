package dev.touchstone.stats.confidence;

import dev.touchstone.stats.Require;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;

/// Which thresholds are tested, in which order, fixed before anybody looks at a verdict.
///
/// @param thresholds strictly descending
/// @param entries where a walk down the thresholds may begin, as ascending indices; each has an equal part of
///     the probability of being wrong
public record ThresholdPlan(List<Double> thresholds, List<Integer> entries) {
    private static final double EXPECTED_PER_ALPHA = 16;
    private static final double LEAST_COVERED = 0.25;

    public ThresholdPlan {
        thresholds = List.copyOf(thresholds);
        entries = List.copyOf(entries);
        Require.atLeast(entries.size(), 1, "number of entries");
        for (int i = 1; i < thresholds.size(); i++) {
            if (thresholds.get(i) >= thresholds.get(i - 1)) {
                throw new IllegalArgumentException(
                        "the thresholds must descend, had " + thresholds.get(i) + " after " + thresholds.get(i - 1));
            }
        }
        for (int i = 0; i < entries.size(); i++) {
            Require.within(entries.get(i), i == 0 ? 0 : entries.get(i - 1) + 1, thresholds.size() - 1, "entry");
        }
    }

    /// Plans for a number of audits and more. The walk begins at the strictest threshold at or above which 16/α
    /// are expected: with fewer, a stricter one would mostly fail and end the walk. For the time when there are
    /// more, it may also begin at half of that traffic and at a quarter of it, down to a quarter of all.
    ///
    /// @param traffic confidences of unreviewed outputs, at least one
    /// @param audits there are now
    /// @param alpha tolerated error rate, in (0, 1)
    public static ThresholdPlan of(double[] traffic, long audits, double alpha) {
        double needed = EXPECTED_PER_ALPHA / Require.inside(alpha, "alpha");
        List<Double> grid = LearnThenTestCertificate.coverageGrid(traffic);
        double[] covered = grid.stream()
                .mapToDouble(threshold -> covered(traffic, threshold))
                .toArray();
        int main = 0;
        while (main < grid.size() - 1 && covered[main] * audits < needed) {
            main++;
        }
        TreeSet<Integer> entries = new TreeSet<>();
        entries.add(main);
        for (double part = covered[main] / 2; part >= LEAST_COVERED; part /= 2) {
            for (int i = main; i >= 0; i--) {
                if (covered[i] <= part) {
                    entries.add(i);
                    break;
                }
            }
        }
        int first = entries.first();
        List<Integer> shifted = new ArrayList<>(entries);
        shifted.replaceAll(entry -> entry - first);
        return new ThresholdPlan(grid.subList(first, grid.size()), shifted);
    }

    private static double covered(double[] traffic, double threshold) {
        return Arrays.stream(traffic)
                        .filter(confidence -> confidence >= threshold)
                        .count()
                / (double) traffic.length;
    }

    /// The part of the probability of being wrong that a walk has from this threshold on, when it begins here.
    double share(int index) {
        return Collections.binarySearch(entries, index) >= 0 ? 1.0 / entries.size() : 0;
    }
}

package dev.touchstone.stats.confidence;

import dev.touchstone.stats.Require;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/// How well confidence tells correct outputs from wrong ones and how honest its numbers are.
///
/// Expected calibration error (Guo et al. 2017, ICML) is biased up in small samples; look at the bars and their
/// intervals first. Brier score: Brier 1950.
///
/// @param brier weighted mean squared distance of confidence and verdict, in [0, 1]
/// @param meanConfidence weighted
/// @param accuracy weighted share correct
/// @param equalWidth bins of equal width, [lo, hi) but the last closed; empty ones left out
/// @param equalMass bins of about equal weight; outputs of one confidence are never split
public record CalibrationMetrics(
        double brier,
        double meanConfidence,
        double accuracy,
        List<ReliabilityBin> equalWidth,
        List<ReliabilityBin> equalMass) {
    private static final double LEVEL = 0.95;

    public CalibrationMetrics {
        equalWidth = List.copyOf(equalWidth);
        equalMass = List.copyOf(equalMass);
    }

    /// Measures at least one output with at least one bin. The bars have 95 % intervals.
    public static CalibrationMetrics of(List<ScoredOutput> outputs, int bins) {
        Require.atLeast(outputs.size(), 1, "number of outputs");
        Require.atLeast(bins, 1, "number of bins");
        double weight = ScoredOutput.totalWeight(outputs);
        double brier = 0;
        double confidence = 0;
        double correct = 0;
        for (ScoredOutput output : outputs) {
            double share = output.weight() / weight;
            double distance = output.confidence() - output.outcome();
            brier += share * distance * distance;
            confidence += share * output.confidence();
            correct += share * output.outcome();
        }
        return new CalibrationMetrics(
                Math.min(1, brier),
                Math.min(1, confidence),
                Math.min(1, correct),
                binned(outputs, output -> Math.min(bins - 1, (int) (output.confidence() * bins))),
                binned(outputs, massBin(outputs, bins, weight)));
    }

    /// Expected calibration error over the bins of equal width, in [0, 1].
    public double eceEqualWidth() {
        return expectedError(equalWidth);
    }

    /// Expected calibration error over the bins of equal mass, in [0, 1].
    public double eceEqualMass() {
        return expectedError(equalMass);
    }

    /// Largest gap of any bin of equal width, in [0, 1].
    public double mceEqualWidth() {
        return equalWidth.stream().mapToDouble(ReliabilityBin::gap).max().orElse(0);
    }

    private static double expectedError(List<ReliabilityBin> bins) {
        double error = 0;
        double weight = 0;
        for (ReliabilityBin bin : bins) {
            error += bin.weight() * bin.gap();
            weight += bin.weight();
        }
        return Math.min(1, error / weight);
    }

    /// All outputs of one confidence go to the bin in which their weight begins.
    private static ToIntFunction<ScoredOutput> massBin(List<ScoredOutput> outputs, int bins, double total) {
        SortedMap<Double, Double> weights = new TreeMap<>();
        for (ScoredOutput output : outputs) {
            weights.merge(output.confidence(), output.weight(), Double::sum);
        }
        SortedMap<Double, Integer> bin = new TreeMap<>();
        double below = 0;
        for (var level : weights.entrySet()) {
            bin.put(level.getKey(), Math.min(bins - 1, (int) (below * bins / total)));
            below += level.getValue();
        }
        return output -> bin.getOrDefault(output.confidence(), 0);
    }

    private static List<ReliabilityBin> binned(List<ScoredOutput> outputs, ToIntFunction<ScoredOutput> binOf) {
        SortedMap<Integer, List<ScoredOutput>> groups = new TreeMap<>();
        for (ScoredOutput output : outputs) {
            groups.computeIfAbsent(binOf.applyAsInt(output), bin -> new ArrayList<>())
                    .add(output);
        }
        return groups.values().stream()
                .map(group -> ReliabilityBin.of(group, LEVEL))
                .toList();
    }
}

package dev.touchstone.stats.confidence;

import dev.touchstone.stats.Require;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.jspecify.annotations.Nullable;

/// A confidence threshold for auto-approval with a guarantee: with probability at least 1 - δ the error rate
/// among outputs at or above it is at most α. Learn-then-Test with fixed-sequence testing, Angelopoulos et al.,
/// arXiv:2110.01052; for judges Jung et al., arXiv:2407.18370.
///
/// Needs an equal-probability sample and holds while outputs stay like those it was learnt from.
///
/// @param steps one per threshold of the grid
/// @param certified the lowest certified threshold; null when none is, and nothing may be auto-approved
/// @param naive the lowest threshold whose observed error rate is at most α, null when none; breaks the promise
///     in a quarter to two fifths of all cases, for comparison only
public record LearnThenTestCertificate(
        List<Step> steps,
        @Nullable Double certified,
        @Nullable Double naive) {
    private static final double EXPECTED_PER_ALPHA = 8;

    /// @param threshold auto-approve confidences at or above it
    /// @param n reviewed outputs there
    /// @param errors of those, wrong
    /// @param pValue probability of so few errors if the rate were α, in [0, 1]
    public record Step(double threshold, int n, int errors, double pValue) {
        public Step {
            Require.unit(threshold, "threshold");
            Require.unit(pValue, "p-value");
        }
    }

    public LearnThenTestCertificate {
        steps = List.copyOf(steps);
    }

    /// Tests the thresholds in turn from `start` down and stops at the first that fails.
    ///
    /// @param outputs all of weight 1
    /// @param grid thresholds in strictly descending order, chosen without looking at verdicts; see
    ///     [#coverageGrid]
    /// @param start index of the first to test; see [#firstWorthTesting]
    /// @param alpha tolerated error rate, in (0, 1)
    /// @param delta tolerated probability of exceeding it, in (0, 1)
    public static LearnThenTestCertificate of(
            List<ScoredOutput> outputs, List<Double> grid, int start, double alpha, double delta) {
        Require.inside(delta, "delta");
        Require.within(start, 0, grid.size(), "start of the test sequence");
        List<Step> steps = steps(outputs, grid, Require.inside(alpha, "alpha"));
        Double certified = null;
        for (int i = start; i < steps.size() && steps.get(i).pValue() <= delta; i++) {
            certified = steps.get(i).threshold();
        }
        Double naive = null;
        for (Step step : steps) {
            if (step.n() > 0 && (double) step.errors() / step.n() <= alpha) {
                naive = step.threshold();
            }
        }
        return new LearnThenTestCertificate(steps, certified, naive);
    }

    /// The threshold to use, empty when nothing may be auto-approved.
    public OptionalDouble threshold() {
        return certified == null ? OptionalDouble.empty() : OptionalDouble.of(certified);
    }

    /// Thresholds that would auto-approve 20, 25, … 100 % of unreviewed traffic, descending and without
    /// repeats.
    public static List<Double> coverageGrid(double[] confidences) {
        Require.atLeast(confidences.length, 1, "number of confidences");
        double[] ascending = confidences.clone();
        for (double confidence : ascending) {
            Require.unit(confidence, "confidence");
        }
        Arrays.sort(ascending);
        List<Double> grid = new ArrayList<>();
        for (int percent = 20; percent <= 100; percent += 5) {
            int covered = (int) ((ascending.length * (long) percent + 99) / 100);
            grid.add(ascending[ascending.length - covered]);
        }
        return grid.stream().distinct().toList();
    }

    /// Index of the first threshold at or above which at least 8/α of `reviews` are expected, or the size of
    /// the grid: a test with fewer cannot succeed and would end the sequence.
    ///
    /// @param traffic confidences of unreviewed outputs
    public static int firstWorthTesting(List<Double> grid, double[] traffic, long reviews, double alpha) {
        Require.atLeast(traffic.length, 1, "number of confidences");
        double needed = EXPECTED_PER_ALPHA / Require.inside(alpha, "alpha");
        for (int i = 0; i < grid.size(); i++) {
            double threshold = grid.get(i);
            double covered = Arrays.stream(traffic).filter(c -> c >= threshold).count() / (double) traffic.length;
            if (covered * reviews >= needed) {
                return i;
            }
        }
        return grid.size();
    }

    /// The δ of the k-th recalibration, k from 1, of which all together spend `delta`: 6δ/(π²k²).
    public static double spending(double delta, int k) {
        Require.atLeast(k, 1, "number of the recalibration");
        return 6 * Require.inside(delta, "delta") / (Math.PI * Math.PI * k * k);
    }

    private static List<Step> steps(List<ScoredOutput> outputs, List<Double> grid, double alpha) {
        if (outputs.stream().anyMatch(output -> output.weight() != 1)) {
            throw new IllegalArgumentException("thresholds are learnt from an equal-probability sample (weights of 1);"
                    + " thin the over-sampled outputs by their sampling key first");
        }
        List<Step> steps = new ArrayList<>();
        double previous = Double.POSITIVE_INFINITY;
        for (double threshold : grid) {
            if (threshold >= previous) {
                throw new IllegalArgumentException("the grid must descend, had " + threshold + " after " + previous);
            }
            previous = threshold;
            int n = 0;
            int errors = 0;
            for (ScoredOutput output : outputs) {
                if (output.confidence() >= threshold) {
                    n++;
                    errors += output.correct() ? 0 : 1;
                }
            }
            steps.add(new Step(threshold, n, errors, pValue(errors, n, alpha)));
        }
        return steps;
    }

    private static double pValue(int errors, int n, double alpha) {
        return Math.min(1, BinomialDistribution.of(n, alpha).cumulativeProbability(errors));
    }
}

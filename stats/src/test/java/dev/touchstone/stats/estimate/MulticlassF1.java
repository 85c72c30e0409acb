package dev.touchstone.stats.estimate;

import dev.touchstone.stats.agreement.Contingency;
import dev.touchstone.stats.interval.Interval;
import dev.touchstone.stats.interval.Measured;
import dev.touchstone.stats.interval.Proportions;
import java.util.ArrayList;
import java.util.List;

/// Scores of a classifier with several classes on an equal-probability sample.
///
/// @param accuracy with Wilson interval; equals micro-averaged F1, precision and recall
/// @param macroF1 unweighted mean of the classes' F1
/// @param macroF1Error its delta-method standard error (Takahashi et al. 2022, Appl. Intell. 52:4961)
/// @param macroF1Interval normal interval from that error, which may overshoot 1: cut it with [Interval#within]
public record MulticlassF1(
        Measured accuracy,
        double macroPrecision,
        double macroRecall,
        double macroF1,
        double macroF1Error,
        Interval macroF1Interval,
        List<ClassScore> classes) {
    /// Scores of one class. Precision is 0 for a class never predicted and recall is 0 for one never true.
    ///
    /// @param index row and column of the class in the confusion matrix
    public record ClassScore(int index, double precision, double recall, double f1) {}

    public MulticlassF1 {
        classes = List.copyOf(classes);
    }

    /// Scores a confusion matrix: rows are the truth, columns the prediction. Classes that occur in neither are
    /// left out of the means.
    ///
    /// @throws IllegalArgumentException when the matrix is not square, has a negative cell, or is empty
    public static MulticlassF1 of(long[][] confusion, double confidence) {
        double[][] share = Contingency.shares(confusion);
        long n = Contingency.total(confusion);
        List<ClassScore> classes = score(share);
        double accuracy = Contingency.diagonal(share);
        double macroF1 = mean(classes.stream().mapToDouble(ClassScore::f1).toArray());
        double error = Math.sqrt(variance(share, classes) / n);
        return new MulticlassF1(
                new Measured(accuracy, Proportions.wilsonAt(accuracy, (double) n, confidence)),
                mean(classes.stream().mapToDouble(ClassScore::precision).toArray()),
                mean(classes.stream().mapToDouble(ClassScore::recall).toArray()),
                macroF1,
                error,
                Interval.wald(macroF1, error, confidence),
                classes);
    }

    public double microF1() {
        return accuracy.value();
    }

    private static List<ClassScore> score(double[][] share) {
        double[] truth = Contingency.rowSums(share);
        double[] predicted = Contingency.columnSums(share);
        List<ClassScore> classes = new ArrayList<>();
        for (int k = 0; k < share.length; k++) {
            if (truth[k] + predicted[k] > 0) {
                double hit = share[k][k];
                classes.add(new ClassScore(
                        k,
                        predicted[k] > 0 ? hit / predicted[k] : 0,
                        truth[k] > 0 ? hit / truth[k] : 0,
                        2 * hit / (truth[k] + predicted[k])));
            }
        }
        return classes;
    }

    /// Variance of one output's influence on macro-F1: the multinomial delta method. F1 of class k is 2 p_kk /
    /// (p_k. + p_.k), so an output in cell (i, j) moves it by its hit minus F1/2 for each margin it counts in.
    private static double variance(double[][] share, List<ClassScore> classes) {
        double[] truth = Contingency.rowSums(share);
        double[] predicted = Contingency.columnSums(share);
        double[] weight = new double[share.length];
        double[] f1 = new double[share.length];
        for (ClassScore score : classes) {
            weight[score.index()] = 1 / ((truth[score.index()] + predicted[score.index()]) * classes.size());
            f1[score.index()] = score.f1();
        }
        double first = 0;
        double second = 0;
        for (int i = 0; i < share.length; i++) {
            for (int j = 0; j < share.length; j++) {
                double influence = (i == j ? 2 * weight[i] : 0) - f1[i] * weight[i] - f1[j] * weight[j];
                first += share[i][j] * influence;
                second += share[i][j] * influence * influence;
            }
        }
        return Math.max(0, second - first * first);
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}

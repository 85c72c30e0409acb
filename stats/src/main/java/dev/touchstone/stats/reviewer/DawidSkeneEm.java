package dev.touchstone.stats.reviewer;

import java.util.Arrays;
import java.util.List;

/// The running state of [DawidSkene]'s expectation-maximisation.
final class DawidSkeneEm {
    private final List<DawidSkene.Label> labels;
    private final double smoothing;

    final double[] prior;
    final double[][][] confusion;
    final double[][] posterior;

    DawidSkeneEm(List<DawidSkene.Label> labels, int categories, double smoothing) {
        this.labels = labels;
        this.smoothing = smoothing;
        int items = 1 + labels.stream().mapToInt(DawidSkene.Label::item).max().orElse(0);
        int reviewers =
                1 + labels.stream().mapToInt(DawidSkene.Label::reviewer).max().orElse(0);
        prior = new double[categories];
        confusion = new double[reviewers][categories][categories];
        posterior = new double[items][categories];
        for (DawidSkene.Label label : labels) {
            posterior[label.item()][label.category()]++;
        }
        for (int i = 0; i < items; i++) {
            if (sum(posterior[i]) == 0) {
                throw new IllegalArgumentException(
                        "item " + i + " has no label; leave it out and number the rest anew");
            }
            normalise(posterior[i]);
        }
    }

    /// Prior and confusion from the posterior.
    void maximise() {
        Arrays.fill(prior, 0);
        for (double[] item : posterior) {
            for (int j = 0; j < prior.length; j++) {
                prior[j] += item[j] / posterior.length;
            }
        }
        for (double[][] reviewer : confusion) {
            for (double[] row : reviewer) {
                Arrays.fill(row, smoothing);
            }
        }
        for (DawidSkene.Label label : labels) {
            for (int j = 0; j < prior.length; j++) {
                confusion[label.reviewer()][j][label.category()] += posterior[label.item()][j];
            }
        }
        for (double[][] reviewer : confusion) {
            for (double[] row : reviewer) {
                normalise(row);
            }
        }
    }

    /// Posterior from prior and confusion. Returns its largest change.
    double expect() {
        double[][] logs = new double[posterior.length][prior.length];
        for (double[] item : logs) {
            for (int j = 0; j < prior.length; j++) {
                item[j] = Math.log(prior[j]);
            }
        }
        for (DawidSkene.Label label : labels) {
            for (int j = 0; j < prior.length; j++) {
                logs[label.item()][j] += Math.log(confusion[label.reviewer()][j][label.category()]);
            }
        }
        double change = 0;
        for (int i = 0; i < posterior.length; i++) {
            change = Math.max(change, update(posterior[i], logs[i]));
        }
        return change;
    }

    /// A class of probability zero has logarithm -∞ and stays at zero; some class always is above it, because
    /// the labels were possible under the parameters they gave rise to.
    private static double update(double[] item, double[] logs) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double log : logs) {
            largest = Math.max(largest, log);
        }
        double[] next = new double[item.length];
        for (int j = 0; j < item.length; j++) {
            next[j] = Math.exp(logs[j] - largest);
        }
        normalise(next);
        double change = 0;
        for (int j = 0; j < item.length; j++) {
            change = Math.max(change, Math.abs(next[j] - item[j]));
            item[j] = next[j];
        }
        return change;
    }

    /// Scales to sum 1; a row without anything becomes uniform.
    private static void normalise(double[] row) {
        double sum = sum(row);
        for (int j = 0; j < row.length; j++) {
            row[j] = sum > 0 ? row[j] / sum : 1.0 / row.length;
        }
    }

    private static double sum(double[] row) {
        double sum = 0;
        for (double value : row) {
            sum += value;
        }
        return sum;
    }
}

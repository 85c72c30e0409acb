package dev.touchstone.stats.reviewer;

import dev.touchstone.stats.Require;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The probable truth of items that several reviewers labelled, and each reviewer's confusion of it. Dawid and
/// Skene 1979, JRSSC 28:20: EM from vote shares, with pseudo-counts in every confusion cell, without which runs
/// end on the boundary. Only with at least three reviewers an item and a hundred items.
///
/// @param prior share of each class
/// @param confusion per reviewer, per true class, the share of each label given; rows sum to 1
/// @param posterior per item, the probability of each class
/// @param converged whether the posterior settled within the iterations allowed
public record DawidSkene(
        List<Double> prior, List<List<List<Double>>> confusion, List<List<Double>> posterior, boolean converged) {
    private static final int ITERATIONS = 20_000;
    private static final double SETTLED = 1e-12;

    /// One reviewer's label of one item, all numbered from 0 without gaps.
    public record Label(int item, int reviewer, int category) {
        public Label {
            Require.atLeast(item, 0, "item");
            Require.atLeast(reviewer, 0, "reviewer");
            Require.atLeast(category, 0, "category");
        }
    }

    public DawidSkene {
        prior = List.copyOf(prior);
        confusion = List.copyOf(confusion);
        posterior = List.copyOf(posterior);
    }

    /// Fits the model.
    ///
    /// @param categories number of classes, at least 2
    /// @param smoothing pseudo-count of every confusion cell, not negative; 1 is right
    /// @throws IllegalArgumentException when an item has no label
    public static DawidSkene fit(List<Label> labels, int categories, double smoothing) {
        Require.atLeast(categories, 2, "number of categories");
        Require.atLeast(labels.size(), 1, "number of labels");
        Require.within(smoothing, 0, Double.MAX_VALUE, "smoothing");
        // Items and reviewers without a gap in their numbers cannot outnumber the labels.
        long last = labels.size() - 1L;
        for (Label label : labels) {
            Require.atMost(label.category(), categories - 1L, "category", "the last category");
            Require.atMost(label.item(), last, "item", "the number of labels less one");
            Require.atMost(label.reviewer(), last, "reviewer", "the number of labels less one");
        }
        DawidSkeneEm em = new DawidSkeneEm(labels, categories, smoothing);
        boolean converged = false;
        for (int i = 0; i < ITERATIONS && !converged; i++) {
            em.maximise();
            converged = em.expect() < SETTLED;
        }
        return new DawidSkene(
                list(em.prior),
                Arrays.stream(em.confusion).map(DawidSkene::table).toList(),
                table(em.posterior),
                converged);
    }

    /// The most probable class of each item, the first of equals.
    public List<Integer> mostProbable() {
        List<Integer> classes = new ArrayList<>();
        for (List<Double> probabilities : posterior) {
            int best = 0;
            for (int k = 1; k < probabilities.size(); k++) {
                best = probabilities.get(k) > probabilities.get(best) ? k : best;
            }
            classes.add(best);
        }
        return classes;
    }

    private static List<List<Double>> table(double[][] rows) {
        return Arrays.stream(rows).map(DawidSkene::list).toList();
    }

    private static List<Double> list(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}

package dev.touchstone.backend.golden.search;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;

/// Maximal marginal relevance (Carbonell and Goldstein 1998): the next is the one that fits best and is least like
/// those
/// chosen before, so that four examples do not say one thing four times. Pure.
final class MarginalRelevance {
    /// How much fitting counts against being different.
    static final double LAMBDA = 0.7;

    private MarginalRelevance() {}

    /// @param candidates in any order
    /// @param relevance 0 to 1
    /// @param similarity of two candidates, 0 to 1
    static <T> List<T> choose(
            List<T> candidates, int k, ToDoubleFunction<T> relevance, ToDoubleBiFunction<T, T> similarity) {
        List<T> left = new ArrayList<>(candidates);
        List<T> chosen = new ArrayList<>();
        double[] closest = new double[left.size()];
        while (chosen.size() < k && !left.isEmpty()) {
            int best = 0;
            double bestValue = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < left.size(); i++) {
                double value = LAMBDA * relevance.applyAsDouble(left.get(i)) - (1 - LAMBDA) * closest[i];
                if (value > bestValue) {
                    best = i;
                    bestValue = value;
                }
            }
            T taken = left.remove(best);
            System.arraycopy(closest, best + 1, closest, best, closest.length - best - 1);
            chosen.add(taken);
            for (int i = 0; i < left.size(); i++) {
                closest[i] = Math.max(closest[i], similarity.applyAsDouble(left.get(i), taken));
            }
        }
        return chosen;
    }
}

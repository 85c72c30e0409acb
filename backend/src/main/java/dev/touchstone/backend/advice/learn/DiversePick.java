package dev.touchstone.backend.advice.learn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/// Picks some of many that are uncertain and unlike each other: of the more uncertain half, by the seeding of
/// k-means++ (Arthur and Vassilvitskii 2007), which takes each next one with a chance that grows with the
/// square of its distance to those taken before. It costs candidates × picks. Pure.
final class DiversePick {
    private DiversePick() {}

    /// Something that may be picked.
    ///
    /// @param uncertainty 0 to 1
    /// @param vector what it is like
    record Candidate<T>(T what, double uncertainty, TextVector vector) {}

    static <T> List<T> of(List<Candidate<T>> candidates, int size, RandomGenerator random) {
        List<Candidate<T>> half = candidates.stream()
                .sorted(Comparator.comparingDouble((Candidate<T> one) -> -one.uncertainty()))
                .limit(Math.max(size, (candidates.size() + 1) / 2))
                .toList();
        double[] distance = new double[half.size()];
        Arrays.fill(distance, 1);
        List<T> picked = new ArrayList<>();
        while (picked.size() < Math.min(size, half.size())) {
            int next = draw(distance, random);
            Candidate<T> taken = half.get(next);
            picked.add(taken.what());
            for (int i = 0; i < distance.length; i++) {
                if (distance[i] >= 0) {
                    distance[i] = Math.min(
                            picked.size() == 1 ? Double.MAX_VALUE : distance[i],
                            taken.vector().distance(half.get(i).vector()));
                }
            }
            // Taken ones are out, and not only alike.
            distance[next] = -1;
        }
        return picked;
    }

    private static int draw(double[] weights, RandomGenerator random) {
        double all = Arrays.stream(weights).filter(weight -> weight > 0).sum();
        double at = random.nextDouble() * all;
        int last = -1;
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] < 0) {
                continue;
            }
            last = i;
            at -= weights[i];
            // When all are alike, the first that is left.
            if (all == 0 || weights[i] > 0 && at < 0) {
                return i;
            }
        }
        return last;
    }
}

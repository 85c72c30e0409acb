package dev.touchstone.stats.estimate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Prepares strata for the interval, which needs two reviews in each.
///
/// An empty or singleton stratum joins its nearest neighbour sampled at the same planned probability (the
/// preceding one at equal distance), since together they still are one sample at that probability. What cannot
/// merge stays thin and is shown as wholly unknown.
public final class ThinStrata {
    private ThinStrata() {}

    /// What can be too thin and merge with its like.
    public interface Mergeable<T> {
        /// All outputs of it, reviewed or not.
        long population();

        /// The probability it was sampled at, in [0, 1]; null when its outputs had different ones.
        @Nullable
        Double plannedInclusion();

        /// Whether a variance cannot be had from it alone.
        boolean thin();

        /// Both as one.
        T mergedWith(T other);
    }

    /// Merges strata given in an order that puts similar ones side by side. Strata without outputs are dropped.
    public static <T extends Mergeable<T>> List<T> merged(List<T> strata) {
        List<T> merged = new ArrayList<>(
                strata.stream().filter(stratum -> stratum.population() > 0).toList());
        int index = 0;
        while (index < merged.size()) {
            int neighbour = merged.get(index).thin() ? neighbour(merged, index) : -1;
            if (neighbour < 0) {
                index++;
                continue;
            }
            int first = Math.min(index, neighbour);
            int last = Math.max(index, neighbour);
            merged.set(first, merged.get(first).mergedWith(merged.get(last)));
            merged.remove(last);
            index = first;
        }
        return List.copyOf(merged);
    }

    private static <T extends Mergeable<T>> int neighbour(List<T> strata, int of) {
        for (int distance = 1; distance < strata.size(); distance++) {
            for (int candidate : new int[] {of - distance, of + distance}) {
                if (candidate >= 0 && candidate < strata.size() && alike(strata.get(of), strata.get(candidate))) {
                    return candidate;
                }
            }
        }
        return -1;
    }

    /// What could never be sampled is like nothing: nobody knows anything about it.
    private static boolean alike(Mergeable<?> one, Mergeable<?> other) {
        Double rate = one.plannedInclusion();
        Double otherRate = other.plannedInclusion();
        return rate != null && otherRate != null && rate > 0 && Math.abs(rate - otherRate) <= 1e-9 * rate;
    }
}

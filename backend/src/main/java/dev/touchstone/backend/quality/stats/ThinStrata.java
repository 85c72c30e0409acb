package dev.touchstone.backend.quality.stats;

import java.util.ArrayList;
import java.util.List;

/// Prepares strata for the interval, which needs two reviews in each.
///
/// An empty or singleton stratum joins its nearest neighbour sampled at the same planned probability (the
/// preceding one at equal distance), since together they still are one sample at that probability. What cannot
/// merge stays thin and is shown as wholly unknown.
public final class ThinStrata {
    private ThinStrata() {}

    /// Merges strata given in an order that puts similar ones side by side. Strata without outputs are dropped.
    public static List<StratumSample> merged(List<StratumSample> strata) {
        List<StratumSample> merged = new ArrayList<>(
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

    private static int neighbour(List<StratumSample> strata, int of) {
        for (int distance = 1; distance < strata.size(); distance++) {
            for (int candidate : new int[] {of - distance, of + distance}) {
                if (candidate >= 0
                        && candidate < strata.size()
                        && strata.get(of).samplesLike(strata.get(candidate))) {
                    return candidate;
                }
            }
        }
        return -1;
    }
}

package dev.touchstone.backend.golden.search;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Makes one order of several: what stands high in one of them stands high, by the ranks alone, because the scores of
/// words and of vectors have nothing in common. Reciprocal rank fusion (Cormack, Clarke and Büttcher 2009). Pure.
final class Fusion {
    /// Theirs: how much less the first counts than all others together.
    private static final double K = 60;

    private Fusion() {}

    /// @param orders each the best first
    /// @return all of them, the best first, with scores above 0
    static List<Hit> of(List<List<Hit>> orders) {
        Map<String, Double> scores = new LinkedHashMap<>();
        for (List<Hit> order : orders) {
            for (int rank = 0; rank < order.size(); rank++) {
                scores.merge(order.get(rank).id(), 1 / (K + rank + 1), Double::sum);
            }
        }
        return scores.entrySet().stream()
                .map(entry -> new Hit(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingDouble(Hit::score).reversed())
                .toList();
    }
}

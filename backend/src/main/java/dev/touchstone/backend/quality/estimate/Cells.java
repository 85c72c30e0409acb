package dev.touchstone.backend.quality.estimate;

import dev.touchstone.stats.estimate.ThinStrata;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Sorts outputs into cells: stratum × policy version × way of being drawn. A policy that changed in mid-period
/// therefore is two populations, each estimated with its own probabilities.
final class Cells {
    private Cells() {}

    /// How outputs of a cell came to be reviewed.
    private enum Way {
        /// By chance at the lowest rate of their stratum: the random audit.
        AUDIT,
        /// By chance at a higher rate: doubtful ones that the reviewers' budget thins.
        THINNED,
        /// Always.
        CERTAIN,
        /// Never: their policy had an audit rate of 0.
        NEVER
    }

    private record Key(Way way, int policyVersion, String stratum) {
        static final Comparator<Key> ORDER = Comparator.comparing(Key::way)
                .thenComparingInt(Key::policyVersion)
                .thenComparing(Key::stratum);
    }

    private record Origin(int policyVersion, String stratum) {}

    /// Cells in an order that puts similar ones side by side, thin ones merged with the nearest drawn at the same rate.
    static List<Cell> of(Observed observed) {
        Map<Origin, Double> auditRates = new HashMap<>();
        for (PopulationCount count : observed.population()) {
            if (count.inclusion() > 0) {
                auditRates.merge(new Origin(count.policyVersion(), count.stratum()), count.inclusion(), Math::min);
            }
        }
        Map<Key, Long> outputs = new TreeMap<>(Key.ORDER);
        Map<Key, Double> rates = new HashMap<>();
        for (PopulationCount count : observed.population()) {
            Key key = key(count.policyVersion(), count.stratum(), count.inclusion(), auditRates);
            outputs.merge(key, count.outputs(), Long::sum);
            // NaN marks a cell whose outputs had different rates.
            rates.merge(key, count.inclusion(), (a, b) -> a.equals(b) ? a : Double.NaN);
        }
        Map<Key, List<ReviewFact>> drawn = new HashMap<>();
        for (ReviewFact review : observed.reviews()) {
            Key key = key(review.policyVersion(), review.stratum(), review.intakeInclusion(), auditRates);
            outputs.putIfAbsent(key, 0L);
            drawn.computeIfAbsent(key, k -> new ArrayList<>()).add(review);
        }
        List<Cell> cells = new ArrayList<>();
        outputs.forEach((key, count) -> {
            Double rate = rates.getOrDefault(key, Double.NaN);
            List<ReviewFact> reviews = drawn.getOrDefault(key, List.of());
            if (rate == 0 && !reviews.isEmpty()) {
                cells.addAll(sampledLater(count, reviews));
            } else {
                cells.add(new Cell(rate.isNaN() ? null : rate, count, reviews));
            }
        });
        return ThinStrata.merged(cells);
    }

    /// Outputs that no route would have drawn and a sample later did: the sample speaks for as many outputs as its
    /// weights add up to, and the rest, outside its window, stays unreachable.
    private static List<Cell> sampledLater(long population, List<ReviewFact> reviews) {
        double weights =
                reviews.stream().mapToDouble(review -> 1 / review.inclusion()).sum();
        long covered = Math.min(population, Math.max(reviews.size(), Math.round(weights)));
        boolean all = population - covered <= Seen.WORTH_SAYING * population;
        Cell sampled = new Cell(null, all ? population : covered, reviews);
        return all ? List.of(sampled) : List.of(sampled, new Cell(0.0, population - covered, List.of()));
    }

    private static Key key(int version, String stratum, double inclusion, Map<Origin, Double> auditRates) {
        return new Key(way(inclusion, auditRates.get(new Origin(version, stratum))), version, stratum);
    }

    private static Way way(double inclusion, @Nullable Double auditRate) {
        if (inclusion == 0) {
            return Way.NEVER;
        }
        if (inclusion == 1) {
            return Way.CERTAIN;
        }
        return auditRate == null || inclusion <= auditRate ? Way.AUDIT : Way.THINNED;
    }
}

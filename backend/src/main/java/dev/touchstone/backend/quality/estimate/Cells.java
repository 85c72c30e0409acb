package dev.touchstone.backend.quality.estimate;

import dev.touchstone.stats.estimate.ThinStrata;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Sorts outputs into cells: stratum × policy version × way of being drawn × band of an active audit. A policy
/// that changed in mid-period therefore is two populations, each estimated with its own probabilities.
final class Cells {
    private Cells() {}

    /// How outputs of a cell came to be reviewed.
    private enum Way {
        /// By chance at the lowest rate of their stratum, or at that of their band: the random audit.
        AUDIT,
        /// By chance at a higher rate: doubtful ones that the reviewers' budget thins.
        THINNED,
        /// Always.
        CERTAIN,
        /// Never: their policy had an audit rate of 0.
        NEVER
    }

    /// @param rate of the band; 0 outside of bands
    private record Key(Way way, int policyVersion, String stratum, double rate) {
        static final Comparator<Key> ORDER = Comparator.comparing(Key::way)
                .thenComparingInt(Key::policyVersion)
                .thenComparing(Key::stratum)
                .thenComparingDouble(Key::rate);
    }

    private record Origin(int policyVersion, String stratum) {}

    /// What tells the ways apart.
    ///
    /// @param lowest the lowest rate of each origin
    /// @param bands the rates of bands, by policy version
    private record Rates(Map<Origin, Double> lowest, Map<Integer, Set<Double>> bands) {
        static Rates of(Observed observed) {
            Map<Origin, Double> lowest = new HashMap<>();
            for (PopulationCount count : observed.population()) {
                if (count.inclusion() > 0) {
                    lowest.merge(new Origin(count.policyVersion(), count.stratum()), count.inclusion(), Math::min);
                }
            }
            return new Rates(lowest, observed.auditRates());
        }

        Key key(int version, String stratum, double inclusion) {
            if (inclusion < 1 && bands.getOrDefault(version, Set.of()).contains(inclusion)) {
                return new Key(Way.AUDIT, version, stratum, inclusion);
            }
            return new Key(way(inclusion, lowest.get(new Origin(version, stratum))), version, stratum, 0);
        }
    }

    /// Cells in an order that puts similar ones side by side, thin ones merged with the nearest drawn at the same rate.
    static List<Cell> of(Observed observed) {
        Rates known = Rates.of(observed);
        Map<Key, Long> outputs = new TreeMap<>(Key.ORDER);
        Map<Key, Double> rates = new HashMap<>();
        for (PopulationCount count : observed.population()) {
            Key key = known.key(count.policyVersion(), count.stratum(), count.inclusion());
            outputs.merge(key, count.outputs(), Long::sum);
            // NaN marks a cell whose outputs had different rates.
            rates.merge(key, count.inclusion(), (a, b) -> a.equals(b) ? a : Double.NaN);
        }
        Map<Key, List<ReviewFact>> drawn = new HashMap<>();
        for (ReviewFact review : observed.reviews()) {
            Key key = known.key(review.policyVersion(), review.stratum(), review.intakeInclusion());
            outputs.putIfAbsent(key, 0L);
            drawn.computeIfAbsent(key, k -> new ArrayList<>()).add(review);
        }
        List<Cell> cells = new ArrayList<>();
        BandCells bands = new BandCells();
        outputs.forEach((key, count) -> {
            Double rate = rates.getOrDefault(key, Double.NaN);
            List<ReviewFact> reviews = drawn.getOrDefault(key, List.of());
            if (rate == 0 && !reviews.isEmpty()) {
                cells.addAll(sampledLater(count, reviews));
            } else if (key.rate() > 0) {
                bands.add(key.policyVersion(), key.stratum(), key.rate(), new Cell(key.rate(), count, reviews));
            } else {
                cells.add(new Cell(rate.isNaN() ? null : rate, count, reviews));
            }
        });
        cells.addAll(bands.merged());
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

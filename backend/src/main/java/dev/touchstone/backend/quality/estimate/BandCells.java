package dev.touchstone.backend.quality.estimate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// The cells of active audits: stratum × policy version × band. A variance needs two decided reviews, and bands have
/// few of them, so thin ones are put together, first what was drawn alike.
///
/// A stratum with fewer than two decided reviews in all its bands joins the one beside it, band by band. Within a
/// stratum a band with fewer joins the next by rate: the two were not drawn alike, but every review weighs by its
/// own probability.
final class BandCells {
    private final Map<Integer, Map<String, NavigableMap<Double, Cell>>> byVersion = new TreeMap<>();

    void add(int policyVersion, String stratum, double rate, Cell cell) {
        if (cell.population() > 0) {
            byVersion
                    .computeIfAbsent(policyVersion, version -> new TreeMap<>())
                    .computeIfAbsent(stratum, name -> new TreeMap<>())
                    .put(rate, cell);
        }
    }

    List<Cell> merged() {
        List<Cell> cells = new ArrayList<>();
        byVersion.values().forEach(strata -> {
            for (NavigableMap<Double, Cell> bands : withoutThinStrata(new ArrayList<>(strata.values()))) {
                cells.addAll(withoutThinBands(new ArrayList<>(bands.values())));
            }
        });
        return cells;
    }

    private static List<NavigableMap<Double, Cell>> withoutThinStrata(List<NavigableMap<Double, Cell>> strata) {
        int at = 0;
        while (at < strata.size()) {
            if (strata.size() == 1 || !thin(strata.get(at))) {
                at++;
                continue;
            }
            int first = Math.max(0, at - 1);
            NavigableMap<Double, Cell> into = strata.get(first);
            strata.remove(first + 1).forEach((rate, cell) -> into.merge(rate, cell, Cell::mergedWith));
            at = first;
        }
        return strata;
    }

    private static boolean thin(NavigableMap<Double, Cell> bands) {
        return bands.values().stream().reduce(Cell::mergedWith).orElseThrow().thin();
    }

    private static List<Cell> withoutThinBands(List<Cell> bands) {
        int at = 0;
        while (at < bands.size()) {
            if (bands.size() == 1 || !bands.get(at).thin()) {
                at++;
                continue;
            }
            int first = Math.max(0, at - 1);
            Cell both = bands.get(first).mergedWith(bands.remove(first + 1));
            bands.set(first, new Cell(null, both.population(), both.drawn()));
            at = first;
        }
        return bands;
    }
}

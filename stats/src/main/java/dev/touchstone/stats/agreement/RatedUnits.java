package dev.touchstone.stats.agreement;

import dev.touchstone.stats.Require;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Units (outputs) with the ratings people gave them. Who gave which does not matter here, and units may have
/// different numbers of ratings.
///
/// @param units each the ratings of one unit, none missing; a category is a number, whose size counts only on
///     an interval scale and whose order only on an ordinal one
public record RatedUnits(List<List<Double>> units) {
    public RatedUnits {
        units = units.stream().map(List::copyOf).toList();
        units.forEach(unit -> unit.forEach(rating -> Require.finite(rating, "rating")));
    }

    /// Units with at least two ratings: the others say nothing about agreement.
    RatedUnits pairable() {
        return new RatedUnits(units.stream().filter(unit -> unit.size() >= 2).toList());
    }

    /// The distinct ratings in ascending order.
    double[] categories() {
        Set<Double> distinct = new HashSet<>();
        // Adding zero turns -0.0 into 0.0, which are one category.
        units.forEach(unit -> unit.forEach(rating -> distinct.add(rating + 0.0)));
        return distinct.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    /// How often each category was given to each unit.
    double[][] counts(double[] categories) {
        double[][] counts = new double[units.size()][categories.length];
        for (int u = 0; u < counts.length; u++) {
            for (double rating : units.get(u)) {
                counts[u][Arrays.binarySearch(categories, rating + 0.0)]++;
            }
        }
        return counts;
    }
}

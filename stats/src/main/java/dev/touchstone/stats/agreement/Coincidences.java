package dev.touchstone.stats.agreement;

import java.util.OptionalDouble;

/// Krippendorff's coincidence matrix: every pair of ratings of one unit, each unit weighing as many ratings as
/// it has. Mutable, so that the jackknife can take a unit out and put it back.
final class Coincidences {
    // Taking units out leaves rounding behind in what should be zero.
    private static final double NOTHING = 1e-9;

    private final double[] categories;
    private final double[][] observed;
    private final double[] margins;

    Coincidences(double[] categories) {
        this.categories = categories;
        this.observed = new double[categories.length][categories.length];
        this.margins = new double[categories.length];
    }

    /// Adds (sign 1) or removes (sign -1) a unit given by how often it got each category.
    void add(double[] unit, int sign) {
        double size = 0;
        for (double count : unit) {
            size += count;
        }
        for (int c = 0; c < unit.length; c++) {
            for (int k = 0; k < unit.length; k++) {
                observed[c][k] += sign * unit[c] * (unit[k] - (c == k ? 1 : 0)) / (size - 1);
            }
            margins[c] += sign * unit[c];
        }
    }

    /// 1 - Σoδ²/Σeδ², empty when only one category is there.
    OptionalDouble alpha(Krippendorff.Scale scale) {
        double total = 0;
        for (double margin : margins) {
            total += margin;
        }
        double disagreement = 0;
        double expected = 0;
        for (int c = 0; c < margins.length; c++) {
            for (int k = 0; k < margins.length; k++) {
                double distance = c == k ? 0 : distance(c, k, scale);
                disagreement += observed[c][k] * distance;
                expected += margins[c] * margins[k] * distance;
            }
        }
        if (occupied() < 2 || !(expected > 0)) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(Math.min(1, 1 - disagreement * (total - 1) / expected));
    }

    private int occupied() {
        int occupied = 0;
        for (double margin : margins) {
            occupied += margin > NOTHING ? 1 : 0;
        }
        return occupied;
    }

    private double distance(int c, int k, Krippendorff.Scale scale) {
        double difference = switch (scale) {
            case NOMINAL -> 1;
            case INTERVAL -> categories[c] - categories[k];
            case ORDINAL -> ranksBetween(Math.min(c, k), Math.max(c, k));
        };
        return difference * difference;
    }

    private double ranksBetween(int low, int high) {
        double sum = -(margins[low] + margins[high]) / 2;
        for (int g = low; g <= high; g++) {
            sum += margins[g];
        }
        return sum;
    }
}

package dev.touchstone.stats.sampling;

import dev.touchstone.stats.Require;
import java.util.Comparator;
import java.util.PriorityQueue;

/// Divides a number of reviews among strata.
///
/// The measure decides what is served: [#neyman] the overall estimate, [#squareRoot] every stratum's own
/// estimate (the default until each has about 30 reviews; Bankier 1988), [#proportional] neither in particular.
public final class Allocation {
    /// Fewest reviews per stratum worth having.
    public static final long DEFAULT_FLOOR = 5;

    private record Turn(int stratum, boolean first, double gain) {}

    // A stratum without any review comes before all that have one: its gain is infinite.
    private static final Comparator<Turn> BEST_FIRST = Comparator.comparing(Turn::first)
            .thenComparingDouble(Turn::gain)
            .reversed()
            .thenComparingInt(Turn::stratum);

    private Allocation() {}

    /// Population times standard deviation, N·S, per stratum. Neyman 1934.
    public static double[] neyman(long[] population, double[] deviation) {
        Require.sameLength(population.length, deviation.length, "populations and deviations");
        double[] measure = new double[population.length];
        for (int h = 0; h < measure.length; h++) {
            double size = Require.atLeast(population[h], 0, "population of a stratum");
            measure[h] = Require.finite(
                    size * Require.within(deviation[h], 0, Double.MAX_VALUE, "standard deviation"),
                    "population times deviation");
        }
        return measure;
    }

    /// √N per stratum: small strata get more than their share, as the long tail needs. Bankier 1988.
    public static double[] squareRoot(long[] population) {
        double[] measure = new double[population.length];
        for (int h = 0; h < measure.length; h++) {
            measure[h] = Math.sqrt((double) Require.atLeast(population[h], 0, "population of a stratum"));
        }
        return measure;
    }

    /// N per stratum.
    public static double[] proportional(long[] population) {
        double[] measure = new double[population.length];
        for (int h = 0; h < measure.length; h++) {
            measure[h] = Require.atLeast(population[h], 0, "population of a stratum");
        }
        return measure;
    }

    /// Standard deviation of a yes-no verdict from a pilot, with the rate shrunk to (errors+1)/(reviewed+2) so
    /// that a pilot without errors does not end a stratum's reviews. In (0, 1/2].
    public static double pilotDeviation(long errors, long reviewed) {
        Require.atLeast(errors, 0, "errors in the pilot");
        Require.atMost(errors, reviewed, "errors in the pilot", "the reviews of the pilot");
        double rate = (errors + 1.0) / (reviewed + 2.0);
        return Math.sqrt(rate * (1 - rate));
    }

    /// The real-valued shares of `budget` in proportion to the measure, without floor or cap.
    public static double[] realShares(double[] measure, long budget) {
        Require.atLeast(budget, 0, "budget");
        double total = 0;
        for (double part : measure) {
            total += Require.within(part, 0, Double.MAX_VALUE, "measure of a stratum");
        }
        Require.positive(total, "sum of the measures");
        double[] shares = new double[measure.length];
        for (int h = 0; h < shares.length; h++) {
            shares[h] = measure[h] / total * budget;
        }
        return shares;
    }

    /// The exact integer allocation: from the floor on, each review goes where it lowers the variance most, to
    /// the largest a/√(n(n+1)). Wright 2012, Am. Stat. 66:217; 2017, Stat. Prob. Lett. 129:50.
    ///
    /// Sums to `budget`, or to the whole population if that is smaller, and never exceeds a stratum. A floor
    /// that the budget cannot pay is lowered for all strata alike. Ties go to the earlier stratum.
    public static long[] exact(long[] population, double[] measure, long budget, long floor) {
        Require.sameLength(population.length, measure.length, "populations and measures");
        Require.atLeast(budget, 0, "budget");
        Require.atLeast(floor, 0, "floor");
        for (int h = 0; h < population.length; h++) {
            Require.atLeast(population[h], 0, "population of a stratum");
            Require.within(measure[h], 0, Double.MAX_VALUE, "measure of a stratum");
        }
        long[] given = floors(population, affordableFloor(population, budget, floor));
        long left = budget;
        for (long n : given) {
            left -= n;
        }
        share(population, measure, given, left);
        return given;
    }

    private static void share(long[] population, double[] measure, long[] given, long left) {
        PriorityQueue<Turn> turns = new PriorityQueue<>(BEST_FIRST);
        for (int h = 0; h < given.length; h++) {
            if (given[h] < population[h]) {
                turns.add(turn(h, measure[h], given[h]));
            }
        }
        for (long i = 0; i < left && !turns.isEmpty(); i++) {
            int h = turns.remove().stratum();
            given[h]++;
            if (given[h] < population[h]) {
                turns.add(turn(h, measure[h], given[h]));
            }
        }
    }

    private static Turn turn(int stratum, double measure, long given) {
        double gain = given == 0 ? measure : measure / Math.sqrt(given * (given + 1.0));
        return new Turn(stratum, given == 0, gain);
    }

    private static long affordableFloor(long[] population, long budget, long floor) {
        long low = 0;
        long high = floor;
        while (low < high) {
            long middle = low + (high - low + 1) / 2;
            if (cost(population, middle) <= budget) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private static double cost(long[] population, long floor) {
        double cost = 0;
        for (long size : population) {
            cost += Math.min(size, floor);
        }
        return cost;
    }

    private static long[] floors(long[] population, long floor) {
        long[] given = new long[population.length];
        for (int h = 0; h < given.length; h++) {
            given[h] = Math.min(population[h], floor);
        }
        return given;
    }
}

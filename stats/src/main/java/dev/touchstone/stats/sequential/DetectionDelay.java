package dev.touchstone.stats.sequential;

import dev.touchstone.stats.Require;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// How many reviews [PacedDetector]s take to see errors rise. It is simulated, always with the same draws: formulas of
/// first order are off by a factor of three at the delays that people plan with, because a detector that has watched
/// for some time is never at its start, and because what raises the alarm first is often luck.
public final class DetectionDelay {
    private static final int RUNS = 400;
    private static final int MOST_QUIET = 1000;
    private static final int MOST_REVIEWS = 10_000;
    private static final long SEED = 20_230_301;

    private final double[][] payoffs;
    private final double[] scores;
    private final double weight;
    private final SplittableRandom random;

    private DetectionDelay(List<Double> eps0, double weight, SplittableRandom random) {
        this.payoffs = eps0.stream()
                .map(DriftBets::against)
                .flatMap(bets -> IntStream.range(0, bets.odds().size()).mapToObj(j ->
                        new double[] {bets.payoffs(0).get(j), bets.payoffs(1).get(j)}))
                .toArray(double[][]::new);
        this.scores = new double[payoffs.length];
        this.weight = weight;
        this.random = random;
    }

    /// The median number of reviews until the first of some detectors alarms.
    ///
    /// @param eps0 what each of them tolerates, each in (0, 1); not empty
    /// @param weight of a review, in (0, 1]
    /// @param before the error rate until now
    /// @param after what it rises to
    /// @param quiet reviews before it rises; above a thousand they make no difference
    /// @return empty when half of the runs take more than ten thousand
    public static OptionalDouble median(List<Double> eps0, double weight, double before, double after, long quiet) {
        Require.atLeast(eps0.size(), 1, "number of detectors");
        Require.within(weight, Double.MIN_NORMAL, 1, "weight of a review");
        Require.unit(before, "error rate before");
        Require.unit(after, "error rate after");
        int[] delays = new int[RUNS];
        SplittableRandom random = new SplittableRandom(SEED);
        int late = 0;
        for (int run = 0; run < RUNS; run++) {
            delays[run] = new DetectionDelay(eps0, weight, random.split()).run(before, after, quiet);
            late += delays[run] > MOST_REVIEWS ? 1 : 0;
            if (late > RUNS / 2) {
                return OptionalDouble.empty();
            }
        }
        Arrays.sort(delays);
        return OptionalDouble.of(delays[RUNS / 2]);
    }

    private int run(double before, double after, long quiet) {
        for (int n = 0; n < Math.min(quiet, MOST_QUIET); n++) {
            if (alarms(random.nextDouble() < before)) {
                Arrays.fill(scores, 0);
            }
        }
        for (int n = 1; n <= MOST_REVIEWS; n++) {
            if (alarms(random.nextDouble() < after)) {
                return n;
            }
        }
        return MOST_REVIEWS + 1;
    }

    private boolean alarms(boolean error) {
        int bets = DriftBets.DEFAULT_ODDS.size();
        boolean alarm = false;
        double sum = 0;
        for (int j = 0; j < scores.length; j++) {
            scores[j] = (scores[j] + weight) * payoffs[j][error ? 1 : 0];
            sum += scores[j];
            if (j % bets == bets - 1) {
                alarm |= sum >= bets;
                sum = 0;
            }
        }
        return alarm;
    }
}

package dev.touchstone.stats.sequential;

import dev.touchstone.stats.Require;
import java.util.List;
import java.util.OptionalLong;

/// How many outputs of a closed batch are wrong, at most, from those that people have seen: valid whenever and
/// however often one asks, and for every bound at once.
///
/// Against "K of the M outputs are wrong" three bets are made, that it is only a part f of K. An output in
/// random order is wrong with probability (K - x)/(M - n) after x wrong ones among n, so that each stake is
/// multiplied by (fK - x)/(K - x) for a wrong output and by (M - fK - (n - x))/(M - K - (n - x)) for a right
/// one: the likelihood ratio of two urns, of mean 1 while K is true. With probability at least 1 - α the sum of
/// the stakes never reaches 1/α (Ville 1939); what is left makes a confidence sequence for sampling without
/// replacement (Waudby-Smith and Ramdas, arXiv:2006.04347). Every factor grows with K, so that whoever refutes
/// K refutes all that is larger with it.
///
/// The order must not depend on verdicts. How far it has been looked through may.
public final class BatchBets {
    private static final double[] FRACTIONS = {0, 0.2, 0.5};
    private static final double[] STAKES = {0.2, 0.3, 0.5};

    private final long size;
    private final boolean[] wrong;

    /// @param size outputs of the batch, M
    /// @param wrong of those that were seen, in order, whether each was wrong; at most M
    public BatchBets(long size, List<Boolean> wrong) {
        Require.atMost(
                wrong.size(), Require.atLeast(size, 0, "outputs of a batch"), "outputs seen", "those of the batch");
        this.size = size;
        this.wrong = new boolean[wrong.size()];
        for (int i = 0; i < this.wrong.length; i++) {
            this.wrong[i] = wrong.get(i);
        }
    }

    /// Outputs seen that were wrong.
    public long found() {
        long found = 0;
        for (boolean one : wrong) {
            found += one ? 1 : 0;
        }
        return found;
    }

    /// With probability at least 1 - `alpha`, no more than this number of outputs of the batch are wrong, seen
    /// ones included, at any time that one asks. All that were seen and found right are out of it.
    ///
    /// @return from [#found] to M
    public long most(double alpha) {
        double needed = -Math.log(Require.inside(alpha, "alpha"));
        long possible = found();
        long refuted = size + 1;
        while (refuted - possible > 1) {
            long middle = possible + (refuted - possible) / 2;
            if (maxLogE(middle) >= needed) {
                refuted = middle;
            } else {
                possible = middle;
            }
        }
        return possible;
    }

    /// The natural logarithm of the largest sum of stakes so far against "`k` are wrong"; infinite when what
    /// was seen rules it out. At least 0, because stakes begin with 1.
    double maxLogE(long k) {
        Path path = new Path(k);
        for (boolean one : wrong) {
            path.next(one);
        }
        return path.maxLogE;
    }

    /// How many more outputs have to be seen until no more than `tolerated` can be wrong, if those to come are
    /// wrong at an even rate. Empty when what is left of the batch is not enough, as when more are wrong
    /// already.
    ///
    /// @param tolerated wrong outputs of the batch; those seen count unless `forgiven`
    /// @param forgiven whether what was found wrong counts no more, because it is put right
    /// @param rate of wrong ones among those to come, in [0, 1]
    public OptionalLong more(long tolerated, boolean forgiven, double rate, double alpha) {
        Require.unit(rate, "rate of wrong outputs");
        long low = -1;
        long high = size - wrong.length;
        if (!reaches(high, tolerated, forgiven, rate, alpha)) {
            return OptionalLong.empty();
        }
        while (high - low > 1) {
            long middle = low + (high - low) / 2;
            if (reaches(middle, tolerated, forgiven, rate, alpha)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return OptionalLong.of(high);
    }

    private boolean reaches(long more, long tolerated, boolean forgiven, double rate, double alpha) {
        long coming = Math.round(more * rate);
        long found = found() + coming;
        long allowed = tolerated + (forgiven ? found : 0);
        if (allowed < found) {
            return false;
        }
        if (allowed >= size) {
            return true;
        }
        Path path = new Path(allowed + 1);
        for (boolean one : wrong) {
            path.next(one);
        }
        long passed = 0;
        for (long i = 1; i <= more; i++) {
            long due = Math.round(i * rate);
            path.next(due > passed);
            passed = due;
        }
        return path.maxLogE >= -Math.log(alpha);
    }

    /// The stakes against one number of wrong outputs, output by output.
    private final class Path {
        private final long k;
        private final double[] logStakes = new double[STAKES.length];
        private long seen;
        private long errors;
        private double maxLogE;

        Path(long k) {
            this.k = k;
            for (int j = 0; j < STAKES.length; j++) {
                logStakes[j] = Math.log(STAKES[j]);
            }
        }

        void next(boolean error) {
            double left = error ? k - errors : size - k - (seen - errors);
            if (left <= 0) {
                // Under k there was no such output left.
                maxLogE = Double.POSITIVE_INFINITY;
            } else {
                double largest = Double.NEGATIVE_INFINITY;
                for (int j = 0; j < logStakes.length; j++) {
                    double fewer = FRACTIONS[j] * k;
                    double bet = error
                            ? Math.max(0, fewer - errors)
                            : size - Math.max(fewer, (double) errors) - (seen - errors);
                    logStakes[j] += Math.log(bet) - Math.log(left);
                    largest = Math.max(largest, logStakes[j]);
                }
                maxLogE = Math.max(maxLogE, logSum(largest));
            }
            seen++;
            errors += error ? 1 : 0;
        }

        private double logSum(double largest) {
            if (largest == Double.NEGATIVE_INFINITY) {
                return largest;
            }
            double sum = 0;
            for (double one : logStakes) {
                sum += Math.exp(one - largest);
            }
            return largest + Math.log(sum);
        }
    }
}

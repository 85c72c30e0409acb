package dev.touchstone.stats.confidence;

import dev.touchstone.stats.Require;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// A confidence threshold for auto-approval with a guarantee that holds whenever and however often one asks:
/// with probability at least 1 − δ there is never a moment at which one is certified while the error rate at or
/// above it is α or more. Betting at each threshold of a plan (Waudby-Smith and Ramdas, arXiv:2010.09686),
/// tested in sequence.
///
/// A walk goes down from each entry of the plan while the evidence reaches 1/(its part of δ); walks that meet
/// add their parts. Whatever thresholds are bad, the parts with which walks arrive at the first bad one, at the
/// first after that was refused, and so on, add up to δ at most; each is passed, at any time, with no more than
/// that.
///
/// Needs an equal-probability sample in an order that does not depend on verdicts.
///
/// @param steps one per threshold of the plan
public record AnytimeCertificate(List<Step> steps) {
    private static final int LARGEST_FORECAST = 1_000_000;

    /// @param threshold auto-approve confidences at or above it
    /// @param n reviewed outputs there
    /// @param errors of those, wrong
    /// @param maxLogE natural logarithm of the largest evidence so far, at least 0
    /// @param neededLogE that it takes; infinite when no walk came this far
    public record Step(double threshold, int n, int errors, double maxLogE, double neededLogE) {
        public Step {
            Require.unit(threshold, "threshold");
            Require.within(maxLogE, 0, Double.MAX_VALUE, "largest log evidence");
            Require.within(neededLogE, 0, Double.POSITIVE_INFINITY, "needed log evidence");
        }

        public boolean certified() {
            return maxLogE >= neededLogE;
        }

        /// A p-value that holds at any time, 1/max E; in [0, 1].
        public double anytimeP() {
            return Math.exp(-maxLogE);
        }
    }

    public AnytimeCertificate {
        steps = List.copyOf(steps);
    }

    /// @param outputs all of weight 1, in the order in which they came
    /// @param alpha tolerated error rate, in (0, 1)
    /// @param delta tolerated probability of ever exceeding it, in (0, 1)
    public static AnytimeCertificate of(List<ScoredOutput> outputs, ThresholdPlan plan, double alpha, double delta) {
        Require.inside(delta, "delta");
        if (outputs.stream().anyMatch(output -> output.weight() != 1)) {
            throw new IllegalArgumentException("thresholds are learnt from an equal-probability sample (weights of 1);"
                    + " thin the over-sampled outputs by their sampling key first");
        }
        List<Step> steps = new ArrayList<>();
        double part = 0;
        for (int i = 0; i < plan.thresholds().size(); i++) {
            double threshold = plan.thresholds().get(i);
            ErrorBets bets = bets(outputs, threshold, alpha);
            part += plan.share(i);
            double needed = part == 0 ? Double.POSITIVE_INFINITY : -Math.log(Math.min(1, part) * delta);
            Step step = new Step(threshold, bets.n(), bets.errors(), bets.maxLogE(), needed);
            steps.add(step);
            part = step.certified() ? part : 0;
        }
        return new AnytimeCertificate(steps);
    }

    /// The p-value that holds at any time of "at or above this threshold the rate is α or more"; in (0, 1].
    public static double anytimeP(List<ScoredOutput> outputs, double threshold, double alpha) {
        return Math.exp(-bets(outputs, threshold, alpha).maxLogE());
    }

    private static ErrorBets bets(List<ScoredOutput> outputs, double threshold, double alpha) {
        ErrorBets bets = new ErrorBets(alpha);
        for (ScoredOutput output : outputs) {
            if (output.confidence() >= threshold) {
                bets.next(!output.correct());
            }
        }
        return bets;
    }

    /// The lowest certified threshold; null when there is none, and nothing may be auto-approved.
    public @Nullable Double certified() {
        return steps.stream()
                .filter(Step::certified)
                .map(Step::threshold)
                .reduce((stricter, lower) -> lower)
                .orElse(null);
    }

    /// The δ of the k-th test, k from 1, of which all together spend `delta`: three quarters of it for the
    /// first, as a model or a prompt is replaced far less often than somebody asks, and 6/(π²(k−1)²) of the
    /// rest for the others.
    public static double spending(double delta, int k) {
        Require.atLeast(k, 1, "number of the test");
        return k == 1
                ? 0.75 * Require.inside(delta, "delta")
                : LearnThenTestCertificate.spending(0.25 * Require.inside(delta, "delta"), k - 1);
    }

    /// How many outputs with this error rate the evidence takes, on the average path; empty when it never gets
    /// there, or not within a million.
    ///
    /// @param n outputs so far
    /// @param errors of those, wrong
    /// @param rate of those to come, in [0, 1]
    /// @param neededLogE the evidence to reach, at least 0
    public static OptionalLong forecast(long n, long errors, double rate, double alpha, double neededLogE) {
        Require.unit(rate, "error rate");
        if (ErrorBets.logE((double) n + LARGEST_FORECAST, errors + rate * LARGEST_FORECAST, alpha) < neededLogE) {
            return OptionalLong.empty();
        }
        long low = -1;
        long high = LARGEST_FORECAST;
        while (high - low > 1) {
            long middle = (low + high) / 2;
            if (ErrorBets.logE((double) n + middle, errors + rate * middle, alpha) >= neededLogE) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return OptionalLong.of(high);
    }
}

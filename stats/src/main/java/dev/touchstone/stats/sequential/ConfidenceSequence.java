package dev.touchstone.stats.sequential;

import dev.touchstone.stats.Require;
import dev.touchstone.stats.interval.Interval;
import java.util.function.DoublePredicate;
import org.apache.commons.numbers.gamma.LogBeta;

/// An interval for a rate that may be looked at after every review without losing its coverage; wider than
/// Wilson's, for live displays. All p with B(x+½, n-x+½)/B(½, ½) < pˣ(1-p)ⁿ⁻ˣ/α: Beta(½, ½) mixture, Robbins
/// 1970; Howard et al. 2021, Ann. Stat. 49:1055.
public final class ConfidenceSequence {
    private static final int BISECTIONS = 100;

    private ConfidenceSequence() {}

    /// The interval after `n` reviews with `successes`; [0, 1] before the first. The level is 1 - alpha at all
    /// times together.
    public static Interval betaMixture(long successes, long n, double alpha) {
        Require.atLeast(n, 0, "number of reviews");
        Require.atLeast(successes, 0, "successes");
        Require.atMost(successes, n, "successes", "the number of reviews");
        return ofRate(n == 0 ? 0 : (double) successes / n, (double) n, alpha);
    }

    /// The same for a rate that weighted reviews gave, which are worth `n` plain ones.
    ///
    /// @param rate in [0, 1]
    /// @param n at least 0, need not be whole
    public static Interval ofRate(double rate, double n, double alpha) {
        Require.unit(rate, "rate");
        Require.within(n, 0, Double.MAX_VALUE, "number of reviews");
        double level = 1 - Require.inside(alpha, "alpha");
        if (n == 0) {
            return new Interval(0, 1, level);
        }
        double successes = rate * n;
        double mixture = LogBeta.value(successes + 0.5, n - successes + 0.5) - LogBeta.value(0.5, 0.5);
        DoublePredicate inside = p -> mixture - logLikelihood(successes, n, p) < -Math.log(alpha);
        return new Interval(
                rate == 0 ? 0 : boundary(inside, rate, 0), rate == 1 ? 1 : boundary(inside, rate, 1), level);
    }

    private static double logLikelihood(double successes, double n, double p) {
        double failures = n - successes;
        return (successes == 0 ? 0 : successes * Math.log(p)) + (failures <= 0 ? 0 : failures * Math.log1p(-p));
    }

    /// The evidence against p grows with its distance from the observed rate, so one crossing lies on either
    /// side.
    private static double boundary(DoublePredicate inside, double within, double beyond) {
        double in = within;
        double out = beyond;
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = in + (out - in) / 2;
            if (inside.test(middle)) {
                in = middle;
            } else {
                out = middle;
            }
        }
        return out;
    }
}

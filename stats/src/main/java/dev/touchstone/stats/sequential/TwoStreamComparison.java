package dev.touchstone.stats.sequential;

import dev.touchstone.stats.Require;

/// Does the candidate err more often than the control? An e-process over pairs of reviews, one from each, that
/// may be watched after every pair. Turner, Ly and Grünwald 2024, JSPI 230:106116; one-sided, Beta(1/2, 1/2)
/// plug-in.
///
/// @param pairs seen so far
/// @param controlErrors of those, errors of the control
/// @param candidateErrors errors of the candidate
/// @param logE natural logarithm of the evidence now
/// @param maxLogE largest so far, at least 0 because E starts at 1
public record TwoStreamComparison(long pairs, long controlErrors, long candidateErrors, double logE, double maxLogE) {
    public TwoStreamComparison {
        Require.atLeast(pairs, 0, "pairs");
        Require.atLeast(controlErrors, 0, "errors of the control");
        Require.atMost(controlErrors, pairs, "errors of the control", "the pairs");
        Require.atLeast(candidateErrors, 0, "errors of the candidate");
        Require.atMost(candidateErrors, pairs, "errors of the candidate", "the pairs");
        Require.finite(logE, "log evidence");
        Require.within(maxLogE, 0, Double.MAX_VALUE, "largest log evidence");
    }

    /// A test that has seen nothing.
    public static TwoStreamComparison start() {
        return new TwoStreamComparison(0, 0, 0, 0, 0);
    }

    /// Takes the next pair.
    public TwoStreamComparison next(boolean controlError, boolean candidateError) {
        double control = (controlErrors + 0.5) / (pairs + 1);
        double candidate = (candidateErrors + 0.5) / (pairs + 1);
        double next = logE;
        if (candidate > control) {
            // Bets only while the past points to a worse candidate, against the equal rate nearest to what it saw.
            double equal = (control + candidate) / 2;
            next += log(control, controlError)
                    + log(candidate, candidateError)
                    - log(equal, controlError)
                    - log(equal, candidateError);
        }
        return new TwoStreamComparison(
                pairs + 1,
                controlErrors + (controlError ? 1 : 0),
                candidateErrors + (candidateError ? 1 : 0),
                next,
                Math.max(maxLogE, next));
    }

    /// Whether equality was ever rejected at level `alpha`: the evidence once reached 1/alpha.
    public boolean rejected(double alpha) {
        return maxLogE >= -Math.log(Require.inside(alpha, "level"));
    }

    private static double log(double rate, boolean error) {
        return error ? Math.log(rate) : Math.log1p(-rate);
    }
}

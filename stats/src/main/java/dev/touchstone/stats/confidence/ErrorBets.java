package dev.touchstone.stats.confidence;

import dev.touchstone.stats.Require;

/// Bets against "the error rate, given what came before, is at least α": two, that it is a quarter of it or
/// half of it. An output multiplies each stake by its likelihood ratio, 1 + λ(α − x) with λ = (1 − f)/(1 − α),
/// of mean at most 1 while the rate is at least α. So the wealth E is a supermartingale, and with probability
/// at least 1 − δ it never reaches 1/δ (Ville 1939; Waudby-Smith and Ramdas, arXiv:2010.09686).
///
/// Three quarters of the stake are on the half: where the error lies there, an audit counts most.
final class ErrorBets {
    private static final double[] FRACTIONS = {0.25, 0.5};
    private static final double[] STAKES = {0.25, 0.75};

    private final double alpha;
    private int n;
    private int errors;
    private double maxLogE;

    /// @param alpha tolerated error rate, in (0, 1)
    ErrorBets(double alpha) {
        this.alpha = Require.inside(alpha, "alpha");
    }

    void next(boolean error) {
        n++;
        errors += error ? 1 : 0;
        maxLogE = Math.max(maxLogE, logE(n, errors, alpha));
    }

    int n() {
        return n;
    }

    int errors() {
        return errors;
    }

    /// The natural logarithm of the largest E so far, at least 0 because E starts at 1.
    double maxLogE() {
        return maxLogE;
    }

    /// ln E after so many outputs with so many errors, in whatever order. The counts may be fractions, for
    /// forecasts.
    static double logE(double n, double errors, double alpha) {
        double first = logWealth(0, n, errors, alpha);
        double second = logWealth(1, n, errors, alpha);
        double larger = Math.max(first, second);
        return larger + Math.log(Math.exp(first - larger) + Math.exp(second - larger));
    }

    private static double logWealth(int bet, double n, double errors, double alpha) {
        double right = Math.log1p(-FRACTIONS[bet] * alpha) - Math.log1p(-alpha);
        return Math.log(STAKES[bet]) + (n - errors) * right + errors * Math.log(FRACTIONS[bet]);
    }
}

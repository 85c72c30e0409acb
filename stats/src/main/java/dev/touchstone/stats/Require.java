package dev.touchstone.stats;

/// Argument checks of the package. Each returns the checked value, so that it can be used in an expression.
public final class Require {
    private Require() {}

    public static double finite(double value, String what) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(what + " must be a finite number, was " + value);
        }
        return value;
    }

    public static double within(double value, double lowest, double highest, String what) {
        if (!(value >= lowest && value <= highest)) {
            throw new IllegalArgumentException(what + " must lie in [" + lowest + ", " + highest + "], was " + value
                    + "; check how it was computed");
        }
        return value;
    }

    /// Rates, graded verdicts and judge scores: in [0, 1].
    public static double unit(double value, String what) {
        return within(value, 0, 1, what);
    }

    /// Strictly inside (0, 1): confidence levels, error levels, null rates.
    public static double inside(double value, String what) {
        if (!(value > 0 && value < 1)) {
            throw new IllegalArgumentException(
                    what + " must lie strictly between 0 and 1, was " + value + "; give 0.95 for 95 %");
        }
        return value;
    }

    /// An inclusion probability: in (0, 1]. An output that could never be reviewed is outside what can be
    /// estimated.
    public static double inclusion(double value) {
        if (!(value > 0 && value <= 1)) {
            throw new IllegalArgumentException("inclusion probability must lie in (0, 1], was " + value
                    + "; leave outputs that could never be reviewed out of the estimate and out of its population");
        }
        return value;
    }

    public static double positive(double value, String what) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(what + " must be a positive finite number, was " + value);
        }
        return value;
    }

    public static long atLeast(long value, long least, String what) {
        if (value < least) {
            throw new IllegalArgumentException(what + " must be at least " + least + ", was " + value);
        }
        return value;
    }

    public static long atMost(long value, long most, String what, String mostIs) {
        if (value > most) {
            throw new IllegalArgumentException(
                    what + " must not exceed " + mostIs + " (" + most + "), was " + value + "; check the counts");
        }
        return value;
    }

    public static void sameLength(int first, int second, String what) {
        if (first != second) {
            throw new IllegalArgumentException(
                    what + " must have the same length, were " + first + " and " + second + "; pair them by output");
        }
    }
}

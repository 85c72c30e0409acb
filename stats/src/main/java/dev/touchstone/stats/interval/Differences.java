package dev.touchstone.stats.interval;

import dev.touchstone.stats.Require;

/// Differences of two independently estimated rates: this week and baseline, one prompt version and another.
public final class Differences {
    private Differences() {}

    /// `first - second` with the interval recovered from the two separate ones (MOVER). The intervals may come
    /// from any method of equal level; the estimates must be independent. Zou and Donner 2008, Stat. Med.
    /// 27:1693.
    public static Measured mover(Measured first, Measured second) {
        if (first.interval().level() != second.interval().level()) {
            throw new IllegalArgumentException("the two intervals must have one level, had "
                    + first.interval().level() + " and " + second.interval().level());
        }
        double difference = first.value() - second.value();
        double down = Math.hypot(
                first.value() - first.interval().lower(), second.interval().upper() - second.value());
        double up = Math.hypot(
                first.interval().upper() - first.value(),
                second.value() - second.interval().lower());
        return new Measured(
                difference,
                new Interval(
                        difference - down, difference + up, first.interval().level()));
    }

    /// As above, of estimates that go together, such as those of two prompts on the same questions. Zou 2007, Psychol.
    /// Methods 12:399, equation 15.
    ///
    /// @param correlation of the two estimates, in [-1, 1]; 0 is the independent case
    public static Measured mover(Measured first, Measured second, double correlation) {
        Require.within(correlation, -1, 1, "correlation");
        double difference = first.value() - second.value();
        double down = together(
                first.value() - first.interval().lower(), second.interval().upper() - second.value(), correlation);
        double up = together(
                first.interval().upper() - first.value(),
                second.value() - second.interval().lower(),
                correlation);
        return new Measured(
                difference,
                new Interval(
                        difference - down, difference + up, first.interval().level()));
    }

    private static double together(double one, double other, double correlation) {
        return Math.sqrt(Math.max(0, one * one - 2 * correlation * one * other + other * other));
    }

    /// `x1/n1 - x2/n2` with Wilson intervals combined: Newcombe's method 10. Newcombe 1998, Stat. Med. 17:873.
    public static Measured newcombe(double x1, double n1, double x2, double n2, double confidence) {
        return mover(
                new Measured(x1 / n1, Proportions.wilson(x1, n1, confidence)),
                new Measured(x2 / n2, Proportions.wilson(x2, n2, confidence)));
    }
}

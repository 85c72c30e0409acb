package dev.touchstone.stats.confidence;

import dev.touchstone.stats.Require;
import java.util.Arrays;
import java.util.OptionalDouble;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.apache.commons.statistics.inference.PValueMethod;
import org.jspecify.annotations.Nullable;

/// How far two samples of scores lie apart. A leading indicator, never a page.
///
/// @param ks Kolmogorov-Smirnov statistic D, the largest gap of the two distribution functions, in [0, 1]
/// @param exactP probability of a D at least this large without drift, for scores without ties; null for
///     samples too large to enumerate
/// @param limitP the same by Kolmogorov's limit
/// @param wasserstein area between the distribution functions, in the unit of the scores
public record ScoreDistance(double ks, @Nullable Double exactP, double limitP, double wasserstein) {
    /// Above this product of the sizes the exact p-value costs too much and the limit is good.
    private static final long ENUMERABLE = 4_000_000;

    private static final int TERMS = 100;

    public ScoreDistance {
        Require.unit(ks, "KS statistic");
        Require.unit(limitP, "limiting p-value");
        Require.within(wasserstein, 0, Double.MAX_VALUE, "Wasserstein distance");
    }

    /// Compares two samples of at least two finite scores each.
    public static ScoreDistance between(double[] reference, double[] current) {
        double[] first = sorted(reference);
        double[] second = sorted(current);
        double ks = 0;
        double area = 0;
        int i = 0;
        int j = 0;
        while (i < first.length || j < second.length) {
            double at = next(first, i, second, j);
            i = past(first, i, at);
            j = past(second, j, at);
            double gap = Math.abs((double) i / first.length - (double) j / second.length);
            ks = Math.max(ks, gap);
            if (i < first.length || j < second.length) {
                area += gap * (next(first, i, second, j) - at);
            }
        }
        boolean enumerable = (long) first.length * second.length <= ENUMERABLE;
        double size = (double) first.length * second.length / (first.length + second.length);
        return new ScoreDistance(
                Math.min(1, ks), enumerable ? exactP(first, second) : null, kolmogorovTail(ks * Math.sqrt(size)), area);
    }

    /// The exact p-value, empty for samples too large.
    public OptionalDouble exact() {
        return exactP == null ? OptionalDouble.empty() : OptionalDouble.of(exactP);
    }

    private static double exactP(double[] first, double[] second) {
        double p = KolmogorovSmirnovTest.withDefaults()
                .with(PValueMethod.EXACT)
                .test(first, second)
                .getPValue();
        return Math.clamp(p, 0, 1);
    }

    /// P(sup|B| > x) of the Brownian bridge, Kolmogorov 1933; by whichever of its two series converges.
    private static double kolmogorovTail(double x) {
        if (x <= 0) {
            return 1;
        }
        double sum = 0;
        if (x < 1) {
            for (int k = 1; k <= TERMS; k++) {
                double odd = (2 * k - 1) * Math.PI / x;
                sum += Math.exp(-odd * odd / 8);
            }
            return Math.clamp(1 - Math.sqrt(2 * Math.PI) / x * sum, 0, 1);
        }
        for (int k = 1; k <= TERMS; k++) {
            sum += (k % 2 == 1 ? 2 : -2) * Math.exp(-2.0 * k * k * x * x);
        }
        return Math.clamp(sum, 0, 1);
    }

    private static double next(double[] first, int i, double[] second, int j) {
        double a = i < first.length ? first[i] : Double.POSITIVE_INFINITY;
        double b = j < second.length ? second[j] : Double.POSITIVE_INFINITY;
        return Math.min(a, b);
    }

    private static int past(double[] sorted, int from, double value) {
        int i = from;
        while (i < sorted.length && sorted[i] <= value) {
            i++;
        }
        return i;
    }

    private static double[] sorted(double[] scores) {
        Require.atLeast(scores.length, 2, "number of scores");
        double[] sorted = scores.clone();
        for (double score : sorted) {
            Require.finite(score, "score");
        }
        Arrays.sort(sorted);
        return sorted;
    }
}

package dev.touchstone.stats.sequential;

import dev.touchstone.stats.Require;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Which of many strata have worsened, with the expected share of false ones held at `alpha`, however the
/// strata depend on each other. Wang and Ramdas 2022, JRSSB 84:822.
public final class EBenjaminiHochberg {
    private EBenjaminiHochberg() {}

    /// @param evidence e-values, finite and not negative; such as e^[FloorCertificate#logE]
    /// @param alpha false discovery rate, in (0, 1)
    /// @return indices of the rejected hypotheses, ascending
    public static List<Integer> rejected(double[] evidence, double alpha) {
        Require.inside(alpha, "false discovery rate");
        double[] ascending = evidence.clone();
        for (double e : ascending) {
            Require.within(e, 0, Double.MAX_VALUE, "e-value");
        }
        Arrays.sort(ascending);
        int count = ascending.length;
        int rejections = 0;
        for (int k = 1; k <= count; k++) {
            // Divided, not multiplied: k·e may overflow.
            if (ascending[count - k] / count >= 1 / (alpha * k)) {
                rejections = k;
            }
        }
        if (rejections == 0) {
            return List.of();
        }
        double least = ascending[count - rejections];
        return IntStream.range(0, count)
                .filter(i -> evidence[i] >= least)
                .boxed()
                .toList();
    }
}

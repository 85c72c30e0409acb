package dev.touchstone.backend.quality.threshold;

import java.math.BigDecimal;
import java.util.Locale;

/// Numbers as sentences about thresholds write them.
public final class Numbers {
    private Numbers() {}

    /// Every digit, and two at least: 0.9999 must not read as 1.
    public static String threshold(double threshold) {
        BigDecimal exact = BigDecimal.valueOf(threshold).stripTrailingZeros();
        return exact.setScale(Math.max(2, exact.scale())).toPlainString();
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }
}

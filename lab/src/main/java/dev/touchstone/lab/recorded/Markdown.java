package dev.touchstone.lab.recorded;

import java.math.BigDecimal;
import java.util.Locale;

/// Numbers as the document writes them.
public final class Markdown {
    private Markdown() {}

    public static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }

    public static String points(double share) {
        String text = String.format(Locale.ROOT, "%.1f", share * 100);
        return text.equals("-0.0") ? "0.0" : text;
    }

    public static String coefficient(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    /// Every digit: 0.9999 must not read as 1.
    public static String threshold(double value) {
        BigDecimal exact = BigDecimal.valueOf(value).stripTrailingZeros();
        return exact.setScale(Math.max(2, exact.scale())).toPlainString();
    }
}

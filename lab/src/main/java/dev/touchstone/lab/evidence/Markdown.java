package dev.touchstone.lab.evidence;

import java.util.Locale;

/// Numbers as the document writes them.
final class Markdown {
    private Markdown() {}

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }

    static String points(double share) {
        String text = String.format(Locale.ROOT, "%.1f", share * 100);
        return text.equals("-0.0") ? "0.0" : text;
    }

    static String coefficient(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    static String threshold(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}

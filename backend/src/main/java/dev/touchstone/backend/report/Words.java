package dev.touchstone.backend.report;

import dev.touchstone.api.quality.QualityFigure;
import dev.touchstone.api.wire.Range;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Figures as people read them. Decimals follow the width of the interval: a digit that the interval makes
/// meaningless is not shown.
final class Words {
    private static final double NARROW = 0.03;
    private static final String MINUS = "\u2212";

    private Words() {}

    /// Such as `94 % (91–96 %)`; without an interval the value is not known, and the text says why.
    static String figure(QualityFigure figure) {
        Double value = figure.value();
        Range interval = figure.interval();
        if (value == null || interval == null) {
            return interval == null ? "unknown" : "somewhere in " + range(interval);
        }
        if (figure.effective() == null) {
            return percent(value, value > 0.99 && value < 1 ? 1 : 0) + " (every output was reviewed)";
        }
        return valued(value, interval);
    }

    /// Such as `94 % (91–96 %)`.
    static String valued(double value, Range interval) {
        return percent(value, decimals(interval)) + " (" + range(interval) + ")";
    }

    /// Such as `91–96 %`.
    static String range(Range interval) {
        int decimals = decimals(interval);
        return number(100 * interval.lower(), decimals) + "–" + percent(interval.upper(), decimals);
    }

    private static int decimals(Range interval) {
        return interval.width() < NARROW ? 1 : 0;
    }

    /// A share of a count, such as `12.7 %`.
    static String share(long part, long whole) {
        return whole == 0 ? "–" : percent((double) part / whole, part * 10 < whole ? 1 : 0);
    }

    public static String percent(double share, int decimals) {
        return number(100 * share, decimals) + " %";
    }

    /// A difference of shares, such as `−4 points (−8 to −1)`.
    static String points(double difference, Range interval) {
        int decimals = decimals(interval);
        String value = signed(100 * difference, decimals);
        boolean one = value.equals("+1") || value.equals(MINUS + "1");
        return value + (one ? " point (" : " points (") + signed(100 * interval.lower(), decimals) + " to "
                + signed(100 * interval.upper(), decimals) + ")";
    }

    private static String signed(double value, int decimals) {
        String digits = number(Math.abs(value), decimals);
        boolean zero = digits.chars().allMatch(c -> c == '0' || c == '.');
        return zero ? digits : (value < 0 ? MINUS : "+") + digits;
    }

    static String number(double value, int decimals) {
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }

    public static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /// Such as `1 review` or `1,034 reviews`.
    public static String counted(long value, String noun) {
        return count(value) + " " + noun + (value == 1 ? "" : "s");
    }

    /// Such as `41 s`, `2 min 5 s` or `3 h 10 min`.
    static String seconds(double seconds) {
        long whole = Math.round(seconds);
        if (whole < 90) {
            return whole + " s";
        }
        return whole < 5400
                ? joined(whole / 60, "min", whole % 60, "s")
                : joined((whole + 30) / 3600, "h", (whole + 30) % 3600 / 60, "min");
    }

    private static String joined(long large, String largeUnit, long small, String smallUnit) {
        return large + " " + largeUnit + (small == 0 ? "" : " " + small + " " + smallUnit);
    }

    /// A name from the wire for people: `low_confidence` as `Low confidence`.
    static String title(String wire) {
        return capitalised(wire.replace('_', ' '));
    }

    /// A clause as a sentence.
    static String sentence(String clause) {
        String text = capitalised(clause);
        return text.isEmpty() || ".!?".indexOf(text.charAt(text.length() - 1)) >= 0 ? text : text + ".";
    }

    private static String capitalised(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    /// What follows a figure when more is to be said: `; so many more`. Nothing for null.
    static String further(@Nullable String note) {
        return note == null ? "" : "; " + note;
    }
}

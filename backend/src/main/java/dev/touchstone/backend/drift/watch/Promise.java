package dev.touchstone.backend.drift.watch;

import dev.touchstone.stats.sequential.EsrDetector;
import java.util.Locale;

/// At most one false page in so many years, all series together.
///
/// @param series how many there are that may page
/// @param estimated whether some of them are held against a baseline, which is an estimate
public record Promise(int series, double years, boolean estimated) {
    public Promise(int series, double years) {
        this(series, years, false);
    }

    /// The threshold c = K·52·r·Y of a series that sees so many reviews a week. Each series then pages falsely at
    /// most once in K·Y years.
    public double threshold(double perWeek) {
        return EsrDetector.threshold(Math.max(1, series), perWeek, years);
    }

    /// The promise in words.
    public String words() {
        if (series == 0) {
            return "Nothing that may page is watched yet.";
        }
        return "At most one false page in " + number(years) + (years == 1 ? " year" : " years") + ", over "
                + number(series) + (series == 1 ? " series" : " series together") + " that may page."
                + (estimated ? " One baseline in ten is too good by chance; then there may be more." : "");
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.format(Locale.ROOT, "%.1f", value);
    }
}

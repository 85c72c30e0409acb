package dev.touchstone.lab.promise;

import dev.touchstone.api.quality.QualityFigure;
import dev.touchstone.api.wire.Range;
import java.util.Locale;

/// How often intervals held the truth. Not thread-safe.
final class Promise {
    private int held;
    private int counted;
    private int none;
    private double width;

    void add(QualityFigure figure, double truth) {
        Range interval = figure.interval();
        if (interval == null) {
            none++;
        } else {
            add(interval.lower(), interval.upper(), truth);
        }
    }

    void add(double lower, double upper, double truth) {
        counted++;
        held += truth >= lower - 1e-12 && truth <= upper + 1e-12 ? 1 : 0;
        width += upper - lower;
    }

    void addNone() {
        none++;
    }

    int none() {
        return none;
    }

    int counted() {
        return counted;
    }

    /// 0 to 1; NaN never: 0 without any.
    double share() {
        return counted == 0 ? 0 : (double) held / counted;
    }

    double meanWidth() {
        return counted == 0 ? 0 : width / counted;
    }

    String held() {
        return counted == 0 ? "–" : percent(share());
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}

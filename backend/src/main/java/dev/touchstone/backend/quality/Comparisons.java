package dev.touchstone.backend.quality;

import dev.touchstone.api.quality.QualityFigure;
import dev.touchstone.api.quality.QualityGroup;
import dev.touchstone.api.quality.QualityReport;
import dev.touchstone.api.wire.Range;
import dev.touchstone.stats.interval.Differences;
import dev.touchstone.stats.interval.Interval;
import dev.touchstone.stats.interval.Measured;
import java.util.List;
import java.util.Optional;

/// Differences between two groups of outputs, by MOVER from the two intervals.
public final class Comparisons {
    private static final String METHOD = "MOVER";

    private Comparisons() {}

    /// Every figure that both groups have, `now` less `before`.
    static List<QualityReport.Difference> differences(QualityGroup now, QualityGroup before) {
        return now.figures().stream()
                .flatMap(figure -> before.figure(figure.metric()).stream().map(other -> difference(figure, other)))
                .toList();
    }

    /// `now` less `before`; without a value when one of them has none.
    public static QualityReport.Difference difference(QualityFigure now, QualityFigure before) {
        Optional<Measured> first = measured(now);
        Optional<Measured> second = measured(before);
        if (first.isEmpty() || second.isEmpty()) {
            String why = first.isEmpty() ? "now: " + now.note() : "before: " + before.note();
            return new QualityReport.Difference(now.metric(), null, null, METHOD, now.target(), false, why);
        }
        Measured difference = Differences.mover(first.get(), second.get());
        Interval interval = difference.interval();
        boolean enough = now.enough() && before.enough();
        return new QualityReport.Difference(
                now.metric(),
                difference.value(),
                new Range(interval.lower(), interval.upper(), interval.level()),
                METHOD,
                now.target(),
                !interval.contains(0),
                enough ? null : "not enough reviews on " + (now.enough() ? "the baseline's" : "this") + " side");
    }

    static Optional<Measured> measured(QualityFigure figure) {
        Double value = figure.value();
        Range range = figure.interval();
        return value == null || range == null
                ? Optional.empty()
                : Optional.of(new Measured(value, new Interval(range.lower(), range.upper(), range.level())));
    }
}

package dev.touchstone.backend.report;

import dev.touchstone.api.quality.QualityFigure;
import dev.touchstone.api.quality.QualityReport.Difference;
import dev.touchstone.api.wire.Range;
import dev.touchstone.backend.quality.Comparisons;
import dev.touchstone.stats.interval.Differences;
import dev.touchstone.stats.interval.Interval;
import dev.touchstone.stats.interval.Measured;
import dev.touchstone.stats.sequential.ConfidenceSequence;

/// Differences of rates for somebody who looks again and again: MOVER, from the confidence sequences of both sides.
final class AnyTime {
    private static final String METHOD = "MOVER of confidence sequences";

    private AnyTime() {}

    /// `now` less `before`; without a value when one of them has none.
    static Difference difference(QualityFigure now, QualityFigure before) {
        Difference once = Comparisons.difference(now, before);
        if (now.value() == null || before.value() == null || once.value() == null) {
            return once;
        }
        Interval interval = Differences.mover(measured(now, now.value()), measured(before, before.value()))
                .interval();
        return new Difference(
                once.metric(),
                once.value(),
                new Range(interval.lower(), interval.upper(), interval.level()),
                METHOD,
                once.target(),
                !interval.contains(0),
                once.note());
    }

    private static Measured measured(QualityFigure figure, double value) {
        double reviews = figure.effective() == null ? figure.reviewed() : figure.effective();
        return new Measured(value, ConfidenceSequence.ofRate(value, reviews, 1 - Course.LEVEL));
    }
}

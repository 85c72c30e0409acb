package dev.touchstone.backend.report;

import dev.touchstone.api.quality.QualityFigure;
import dev.touchstone.api.quality.QualityReport.Difference;
import dev.touchstone.api.wire.Range;
import dev.touchstone.backend.quality.Comparisons;
import dev.touchstone.stats.estimate.Target;
import org.jspecify.annotations.Nullable;

/// What became of quality since the four weeks before, by the same difference (MOVER) as the API's comparisons.
///
/// @param difference this week less the weeks before; null when there is nothing to compare with
record Movement(Kind kind, @Nullable Difference difference) {
    /// Quality "held" only when a larger change than this, in either direction, is ruled out.
    private static final double HELD = 0.10;

    enum Kind {
        ROSE,
        FELL,
        HELD,
        /// The interval of the difference allows a rise and a fall that would matter.
        UNCLEAR,
        NOTHING_BEFORE
    }

    static Movement of(Course course) {
        // As in every comparison: the rate behind the outputs, not what happened to be delivered.
        QualityFigure now = Course.approval(course.now().observed(), Target.PROCESS);
        QualityFigure before = Course.approval(course.baseline(), Target.PROCESS);
        if (before.reviewed() == 0) {
            return new Movement(Kind.NOTHING_BEFORE, null);
        }
        Difference difference = Comparisons.difference(now, before);
        Double value = difference.value();
        Range interval = difference.interval();
        if (value == null || interval == null || !now.enough() || !before.enough()) {
            return new Movement(Kind.UNCLEAR, difference);
        }
        return new Movement(kind(value, interval, difference.clear()), difference);
    }

    private static Kind kind(double value, Range interval, boolean clear) {
        if (clear) {
            return value > 0 ? Kind.ROSE : Kind.FELL;
        }
        return interval.lower() >= -HELD && interval.upper() <= HELD ? Kind.HELD : Kind.UNCLEAR;
    }

    /// In words; null when there is no difference to tell.
    @Nullable
    String text() {
        return difference == null || difference.value() == null || difference.interval() == null
                ? null
                : Words.points(difference.value(), difference.interval()) + " against the four weeks before";
    }

    /// What a reader must know about the difference; null when nothing.
    @Nullable
    String note() {
        return difference == null ? null : difference.note();
    }
}

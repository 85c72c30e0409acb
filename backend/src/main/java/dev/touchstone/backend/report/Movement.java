package dev.touchstone.backend.report;

import dev.touchstone.api.quality.QualityFigure;
import dev.touchstone.api.quality.QualityReport.Difference;
import dev.touchstone.api.wire.Range;
import dev.touchstone.backend.quality.Comparisons;
import dev.touchstone.stats.estimate.Target;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What became of quality since the weeks before. People look every week, so what rose or fell is read off any-time
/// intervals: one that holds for one look is wrong two to three times a year. Slow changes show when more weeks are
/// taken together, and the drift alarms, which remember more than eight weeks, have their say.
///
/// @param difference this week less the four before, with its any-time interval; null when there is nothing to compare
/// @param over weeks that the change is seen in, this one included; 1 unless it rose or fell
/// @param alarmed whether only an alarm says so
record Movement(Kind kind, @Nullable Difference difference, int over, boolean alarmed) {
    /// Quality "held" only when a larger change than this, in either direction, is ruled out.
    private static final double HELD = 0.10;

    /// Recent weeks, and the earlier ones that each is held against.
    private static final List<Span> SPANS = List.of(new Span(1, 4), new Span(4, 4));

    private record Span(int recent, int earlier) {}

    enum Kind {
        ROSE,
        FELL,
        HELD,
        /// The interval of the difference allows a rise and a fall that would matter.
        UNCLEAR,
        NOTHING_BEFORE
    }

    /// @param alarm whether an alarm about all outputs opened in the week
    static Movement of(Course course, boolean alarm) {
        // As in every comparison: the rate behind the outputs, not what happened to be delivered.
        QualityFigure now = Course.approval(course.now().observed(), Target.PROCESS);
        QualityFigure before = Course.approval(course.baseline(), Target.PROCESS);
        if (before.reviewed() == 0) {
            return new Movement(Kind.NOTHING_BEFORE, null, 1, false);
        }
        Difference difference = AnyTime.difference(now, before);
        Double value = difference.value();
        if (value == null || !now.enough() || !before.enough()) {
            return new Movement(Kind.UNCLEAR, difference, 1, false);
        }
        for (Span span : SPANS) {
            Difference seen = span.recent == 1 ? difference : over(course, span);
            if (seen.clear() && seen.value() != null && seen.note() == null) {
                return new Movement(seen.value() > 0 ? Kind.ROSE : Kind.FELL, difference, span.recent, false);
            }
        }
        if (alarm && value < 0) {
            return new Movement(Kind.FELL, difference, 1, true);
        }
        return new Movement(held(now, before) ? Kind.HELD : Kind.UNCLEAR, difference, 1, false);
    }

    private static Difference over(Course course, Span span) {
        int middle = Course.WEEKS - span.recent;
        return AnyTime.difference(
                Course.approval(course.together(middle, Course.WEEKS), Target.PROCESS),
                Course.approval(course.together(middle - span.earlier, middle), Target.PROCESS));
    }

    /// That nothing large happened may be said each week at the usual level: it is no news.
    private static boolean held(QualityFigure now, QualityFigure before) {
        Range interval = Comparisons.difference(now, before).interval();
        return interval != null && interval.lower() >= -HELD && interval.upper() <= HELD;
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

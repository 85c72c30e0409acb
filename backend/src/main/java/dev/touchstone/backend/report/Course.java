package dev.touchstone.backend.report;

import dev.touchstone.api.quality.QualityFigure;
import dev.touchstone.api.wire.TrendPoint;
import dev.touchstone.backend.quality.Period;
import dev.touchstone.backend.quality.estimate.Observed;
import dev.touchstone.backend.quality.estimate.Observed.Facet;
import dev.touchstone.backend.quality.estimate.QualityEstimator;
import dev.touchstone.stats.estimate.Target;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/// What was observed of a pipeline in a week and the seven before it, each week read once.
///
/// @param weeks oldest first; the last is the one the digest is about
record Course(List<Entry> weeks) {
    static final int WEEKS = 8;
    static final double LEVEL = 0.95;

    /// The weeks that this one is held against: together they are steadier than the last one alone.
    private static final int BASELINE = 4;

    Course {
        weeks = List.copyOf(weeks);
    }

    record Entry(IsoWeek week, Period period, Observed observed) {}

    static Course upTo(IsoWeek week, ZoneId zone, Function<Period, Observed> observe) {
        return new Course(IntStream.range(0, WEEKS)
                .mapToObj(i -> week.plus(i - WEEKS + 1))
                .map(one -> new Entry(one, one.period(zone), observe.apply(one.period(zone))))
                .toList());
    }

    Entry now() {
        return weeks.getLast();
    }

    private List<Entry> before() {
        return weeks.subList(0, weeks.size() - 1);
    }

    /// The four weeks before, as one period.
    Observed baseline() {
        return together(WEEKS - 1 - BASELINE, WEEKS - 1);
    }

    /// Some of the weeks as one period.
    ///
    /// @param from index of the oldest, 0 to 7
    /// @param to exclusive
    Observed together(int from, int to) {
        List<Entry> some = weeks.subList(from, to);
        return new Observed(
                some.stream()
                        .flatMap(week -> week.observed().reviews().stream())
                        .toList(),
                some.stream()
                        .flatMap(week -> week.observed().population().stream())
                        .toList(),
                now().observed().auditRates());
    }

    /// Whether the weeks before brought any output at all.
    boolean hasPast() {
        return before().stream().anyMatch(week -> week.observed().outputs() > 0);
    }

    /// Values of this week's outputs that none of the weeks before had.
    List<String> firstSeen(Facet facet) {
        List<String> values = new ArrayList<>(now().observed().values(facet));
        before().forEach(week -> values.removeAll(week.observed().values(facet)));
        return values;
    }

    /// The share of outputs that are right, by week.
    List<TrendPoint> quality() {
        return weeks.stream().map(Course::point).toList();
    }

    private static TrendPoint point(Entry entry) {
        QualityFigure figure = approval(entry.observed(), Target.FINITE);
        return new TrendPoint(
                entry.week().name(), entry.period().from(), figure.value(), figure.interval(), figure.reviewed());
    }

    static QualityFigure approval(Observed observed, Target target) {
        return new QualityEstimator(observed, LEVEL, target)
                .rates("all")
                .figure("approval_rate")
                .orElseThrow();
    }
}

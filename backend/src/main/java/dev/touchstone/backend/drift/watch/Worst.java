package dev.touchstone.backend.drift.watch;

import dev.touchstone.api.alarm.Alarm;
import dev.touchstone.api.alarm.AlarmKind;
import dev.touchstone.api.wire.Range;
import dev.touchstone.backend.drift.watch.Watch.Watched;
import dev.touchstone.stats.interval.Interval;
import dev.touchstone.stats.sequential.EBenjaminiHochberg;
import java.util.Comparator;
import java.util.List;

/// Which strata and attributes of a prompt version have worsened: by e-BH over all of them, so that of those named
/// at most a tenth is expected to be named wrongly.
public final class Worst {
    private static final double FALSE_SHARE = 0.1;

    private Worst() {}

    /// The worst first; empty when nothing stands out. All are counted from the same week on, so that no part has more
    /// outputs than the whole it stands below, unless it is audited at a rate of its own.
    ///
    /// @param fromWeek number of the week
    public static List<Alarm.Worse> of(Watch watch, String promptVersion, long fromWeek) {
        List<Series> parts = watch.watched().stream()
                .filter(one -> !one.judge() && one.version().equals(promptVersion))
                .map(Watched::series)
                .filter(series -> series.subject().kind() == AlarmKind.STRATUM
                        || series.subject().kind() == AlarmKind.ATTRIBUTE)
                .toList();
        double[] evidence = parts.stream().mapToDouble(Series::partEvidence).toArray();
        return EBenjaminiHochberg.rejected(evidence, FALSE_SHARE).stream()
                .map(parts::get)
                .sorted(Comparator.comparingDouble(Series::partEvidence).reversed())
                .flatMap(series -> series.since(fromWeek).map(window -> wire(series, window)).stream())
                .toList();
    }

    private static Alarm.Worse wire(Series series, Window window) {
        return new Alarm.Worse(
                series.subject().kind().wire() + ":" + series.subject().name(),
                window.rate(),
                range(window.interval()),
                window.reviewed());
    }

    public static Range range(Interval interval) {
        return new Range(interval.lower(), interval.upper(), interval.level());
    }
}

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

    /// The worst first; empty when nothing stands out.
    public static List<Alarm.Worse> of(Watch watch, String promptVersion) {
        List<Series> parts = watch.watched().stream()
                .filter(one -> !one.judge() && one.version().equals(promptVersion))
                .map(Watched::series)
                .filter(series -> series.kind() == AlarmKind.STRATUM || series.kind() == AlarmKind.ATTRIBUTE)
                .toList();
        double[] evidence = parts.stream().mapToDouble(Series::partEvidence).toArray();
        return EBenjaminiHochberg.rejected(evidence, FALSE_SHARE).stream()
                .map(parts::get)
                .sorted(Comparator.comparingDouble(Series::partEvidence).reversed())
                .map(Worst::wire)
                .toList();
    }

    private static Alarm.Worse wire(Series series) {
        Window window = series.window();
        return new Alarm.Worse(
                series.kind().wire() + ":" + series.name(), window.rate(), range(window.interval()), window.reviewed());
    }

    public static Range range(Interval interval) {
        return new Range(interval.lower(), interval.upper(), interval.level());
    }
}

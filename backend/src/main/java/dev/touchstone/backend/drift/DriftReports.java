package dev.touchstone.backend.drift;

import dev.touchstone.api.alarm.AlarmDetail;
import dev.touchstone.api.alarm.DriftReport;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.api.wire.TrendPoint;
import dev.touchstone.backend.drift.action.AlarmActions;
import dev.touchstone.backend.drift.watch.Baseline;
import dev.touchstone.backend.drift.watch.Canary;
import dev.touchstone.backend.drift.watch.Series;
import dev.touchstone.backend.drift.watch.Watch;
import dev.touchstone.backend.drift.watch.WatchRules;
import dev.touchstone.backend.drift.watch.Week;
import dev.touchstone.backend.drift.watch.Worst;
import dev.touchstone.backend.outbox.Outbox;
import dev.touchstone.backend.store.Database;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Shows what is watched, and alarms with all that belongs to them. Thread-safe.
public final class DriftReports {
    private static final int TREND_WEEKS = 26;

    private final Database database;
    private final Outbox outbox;
    private final AlarmActions actions;

    public DriftReports(Database database, Outbox outbox, AlarmActions actions) {
        this.database = database;
        this.outbox = outbox;
        this.actions = actions;
    }

    /// What is watched of a pipeline, as the detectors last stored it.
    DriftReport of(Pipeline pipeline) {
        WatchRules rules = WatchRules.of(pipeline.policy().drift());
        WatchRow row = database.reader()
                .withExtension(WatchDao.class, dao -> dao.find(pipeline.name()))
                .filter(WatchRow::usable)
                .orElse(null);
        Watch watch = (row == null ? Optional.<Watch>empty() : Watch.from(row.state(), rules))
                .orElseGet(() -> Watch.start(rules));
        return new DriftReport(
                pipeline.name(),
                watch.promise().words(),
                row == null || row.taken() == 0
                        ? null
                        : Instant.ofEpochMilli(row.reached().atMs()),
                row == null ? 0 : row.taken(),
                watch.watched().stream().map(DriftReports::series).toList(),
                watch.baselines().entrySet().stream()
                        .map(entry -> baseline(entry.getKey(), entry.getValue()))
                        .toList(),
                watch.canary().map(canary -> canary(watch.rules(), canary)).orElse(null),
                notes(pipeline, watch));
    }

    private static DriftReport.Series series(Watch.Watched one) {
        Series series = one.series();
        return new DriftReport.Series(
                new DriftReport.Series.Subject(
                        series.subject().kind(),
                        series.subject().name(),
                        one.version(),
                        series.subject().pages()),
                new DriftReport.Series.Tally(
                        series.tally().reviewed(),
                        (double) series.tally().wrong() / series.tally().reviewed(),
                        Worst.range(series.live())),
                series.tolerance().eps0(),
                new DriftReport.Series.Detector(
                        series.detector().evidence(),
                        series.detector().threshold(),
                        series.certificate().anytimeP(),
                        one.inUse() && series.episode() != null));
    }

    private static DriftReport.Baseline baseline(String name, Baseline baseline) {
        return new DriftReport.Baseline(
                name,
                baseline.reviewed(),
                baseline.size(),
                baseline.reviewed() == 0 ? null : baseline.rate(),
                baseline.usable() ? baseline.eps0() : null);
    }

    private static DriftReport.Canary canary(WatchRules rules, Canary canary) {
        return new DriftReport.Canary(
                String.valueOf(rules.control()),
                String.valueOf(rules.candidate()),
                canary.test().pairs(),
                canary.test().controlErrors(),
                canary.test().candidateErrors(),
                Math.exp(-canary.test().maxLogE()));
    }

    private static List<String> notes(Pipeline pipeline, Watch watch) {
        List<String> notes = new ArrayList<>();
        if (pipeline.policy().auditRate() == 0) {
            notes.add("The audit rate is 0: nothing can be watched. Set audit_rate above 0.");
        }
        Baseline all = watch.baselines().get("all");
        if (pipeline.policy().drift().regression() && (all == null || !all.frozen())) {
            long left = pipeline.policy().drift().baselineReviews() - (all == null ? 0 : all.reviewed());
            notes.add("The baseline takes " + left + " more audit reviews; until then no regression can be seen.");
        }
        notes.addAll(watch.labels().notes());
        if (watch.baselines().size() >= Watch.MOST_PARTS) {
            notes.add(
                    "There are more attributes and strata than " + Watch.MOST_PARTS + "; the others are not watched.");
        }
        return notes;
    }

    /// An alarm with all that happened in it.
    ///
    /// @param pipeline the alarm's
    AlarmDetail detail(AlarmRow row, Pipeline pipeline) {
        return database.snapshot(handle -> {
            List<TrendPoint> trend =
                    trend(handle, row, WatchRules.of(pipeline.policy().drift()));
            return new AlarmDetail(
                    row.wire(),
                    handle.attach(AlarmDao.class).history(row.id()),
                    actions.runs(handle, row.id()),
                    actions.available(pipeline, row.wire()),
                    trend,
                    TrendMarks.of(handle.attach(TrendMarks.Dao.class), row, trend),
                    outbox.receipts(handle, row.id()));
        });
    }

    /// The weeks of other versions too: a drop that came with a version shows only beside those before it.
    private static List<TrendPoint> trend(Handle handle, AlarmRow row, WatchRules rules) {
        Optional<WatchRow> stored =
                handle.attach(WatchDao.class).find(row.pipeline()).filter(WatchRow::usable);
        TreeMap<Long, Week> weeks = new TreeMap<>();
        stored.flatMap(found -> Watch.from(found.state(), rules)).stream()
                .flatMap(watch -> watch.watched().stream())
                .filter(one -> one.series().subject().kind() == row.kindOf()
                        && one.series().subject().name().equals(row.subject().series()))
                .flatMap(one -> one.series().tally().weeks().stream())
                .forEach(week -> weeks.merge(week.number(), week, Week::plus));
        return weeks(List.copyOf(weeks.values()));
    }

    /// Weeks in which nothing was reviewed leave a gap.
    private static List<TrendPoint> weeks(List<Week> weeks) {
        List<TrendPoint> points = new ArrayList<>();
        long last = weeks.getLast().number();
        long first = Math.max(weeks.getFirst().number(), last - TREND_WEEKS + 1);
        for (long number = first; number <= last; number++) {
            points.add(point(number, of(weeks, number)));
        }
        return points;
    }

    private static @Nullable Week of(List<Week> weeks, long number) {
        return weeks.stream()
                .filter(week -> week.number() == number)
                .findFirst()
                .orElse(null);
    }

    private static TrendPoint point(long number, @Nullable Week week) {
        Instant from = Instant.ofEpochMilli(Week.startMs(number));
        var day = from.atZone(ZoneOffset.UTC);
        String label = String.format(
                Locale.ROOT,
                "%d-W%02d",
                day.get(IsoFields.WEEK_BASED_YEAR),
                day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
        return week == null
                ? new TrendPoint(label, from, null, null, 0)
                : new TrendPoint(
                        label,
                        from,
                        (double) week.wrong() / week.reviewed(),
                        Worst.range(Findings.ofWeek(week)),
                        week.reviewed());
    }
}

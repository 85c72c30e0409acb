package dev.touchstone.backend.drift;

import dev.touchstone.api.alarm.AlarmKind;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.wire.WireEnum;
import dev.touchstone.backend.drift.watch.Week;
import dev.touchstone.backend.store.Database;
import dev.touchstone.stats.confidence.PopulationStability;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/// Holds the confidences and the routes of each week against those of the four weeks before. It reads counters,
/// never outputs. A leading indicator: it says that something is different, not that it is worse, and never
/// pages.
final class WeeklyShifts {
    /// With many outputs every difference is certain; below this none matters.
    static final double LEAST_PSI = 0.05;

    private static final double LEVEL = 0.01;
    private static final int WEEKS_BEFORE = 4;
    private static final int LEAST_OUTPUTS = 100;
    private static final int MOST_BINS = 10;

    /// Leaves time for outputs of a week that are posted late.
    private static final Duration GRACE = Duration.ofHours(6);

    private static final String CONFIDENCES = """
            SELECT bin AS category, SUM(outputs) AS outputs FROM confidence_rollup
            WHERE pipeline = :pipeline AND day >= :from / 24 AND day < :to / 24 GROUP BY bin
            """;

    private static final String ROUTES = """
            SELECT CASE WHEN route = 'to_review' THEN 1 ELSE 0 END AS category, SUM(outputs) AS outputs FROM rollup
            WHERE pipeline = :pipeline AND hour >= :from AND hour < :to
            GROUP BY CASE WHEN route = 'to_review' THEN 1 ELSE 0 END
            """;

    private final Database database;

    WeeklyShifts(Database database) {
        this.database = database;
    }

    /// What became of a week.
    ///
    /// @param week since 1970, from Mondays
    /// @param threshold what the index exceeds in one of a hundred weeks without any change
    record Shift(AlarmKind kind, long week, double psi, double threshold, long outputs) {
        boolean alarms() {
            return psi >= threshold && psi >= LEAST_PSI;
        }
    }

    /// Looks at the last week that is over, once.
    void catchUp(PipelineName pipeline, Instant now) {
        long week = Week.number(now.minus(GRACE).toEpochMilli()) - 1;
        boolean known = database.reader()
                .withHandle(handle -> handle.createQuery(
                                        "SELECT COUNT(*) FROM drift_week WHERE pipeline = :pipeline AND week >= :week")
                                .bind("pipeline", pipeline)
                                .bind("week", week)
                                .mapTo(Long.class)
                                .one()
                        > 0);
        if (known) {
            return;
        }
        List<Shift> shifts = database.snapshot(handle -> List.of(
                shift(handle, pipeline, AlarmKind.SCORES, week), shift(handle, pipeline, AlarmKind.ROUTES, week)));
        database.writer().useTransaction(transaction -> shifts.forEach(shift -> insert(transaction, pipeline, shift)));
    }

    private static void insert(Handle transaction, PipelineName pipeline, Shift shift) {
        transaction
                .createUpdate("""
                        INSERT INTO drift_week (pipeline, kind, week, psi, threshold, outputs)
                        VALUES (:pipeline, :kind, :week, :psi, :threshold, :outputs)
                        ON CONFLICT (pipeline, kind, week) DO NOTHING
                        """)
                .bind("pipeline", pipeline)
                .bind("kind", shift.kind().wire())
                .bind("week", shift.week())
                .bind("psi", shift.psi())
                .bind("threshold", shift.threshold())
                .bind("outputs", shift.outputs())
                .execute();
    }

    /// The last week of each kind that was looked at.
    List<Shift> latest(PipelineName pipeline) {
        return database.reader()
                .withHandle(handle -> handle.createQuery("""
                        SELECT kind, week, psi, threshold, outputs FROM drift_week w
                        WHERE pipeline = :pipeline
                            AND week = (SELECT MAX(week) FROM drift_week WHERE pipeline = :pipeline)
                        ORDER BY kind
                        """)
                        .bind("pipeline", pipeline)
                        .map((row, context) -> new Shift(
                                WireEnum.read(AlarmKind.class, row.getString(1)),
                                row.getLong(2),
                                row.getDouble(3),
                                row.getDouble(4),
                                row.getLong(5)))
                        .list());
    }

    private static Shift shift(Handle handle, PipelineName pipeline, AlarmKind kind, long week) {
        String sql = kind == AlarmKind.SCORES ? CONFIDENCES : ROUTES;
        Map<Integer, Long> now = counts(handle, sql, pipeline, week, week + 1);
        Map<Integer, Long> before = counts(handle, sql, pipeline, week - WEEKS_BEFORE, week);
        long outputs = total(now);
        List<long[]> bins = kind == AlarmKind.SCORES
                ? ConfidenceSteps.comparable(before, now, MOST_BINS)
                : bins(before, now, Integer.MAX_VALUE);
        if (outputs < LEAST_OUTPUTS || total(before) < LEAST_OUTPUTS || bins.size() < 2) {
            return new Shift(kind, week, 0, 0, outputs);
        }
        PopulationStability stability = PopulationStability.of(
                bins.stream().mapToLong(bin -> bin[0]).toArray(),
                bins.stream().mapToLong(bin -> bin[1]).toArray());
        return new Shift(kind, week, stability.psi(), stability.threshold(LEVEL), outputs);
    }

    private static Map<Integer, Long> counts(Handle handle, String sql, PipelineName pipeline, long from, long to) {
        Map<Integer, Long> counts = new TreeMap<>();
        handle.createQuery(sql)
                .bind("pipeline", pipeline)
                .bind("from", Week.startMs(from) / Duration.ofHours(1).toMillis())
                .bind("to", Week.startMs(to) / Duration.ofHours(1).toMillis())
                .map((row, context) -> Map.entry(row.getInt(1), row.getLong(2)))
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        return counts;
    }

    /// Adjoining values, joined until each bin holds its part of the weeks before.
    ///
    /// @return pairs of the counts before and now
    static List<long[]> bins(Map<Integer, Long> before, Map<Integer, Long> now, int most) {
        TreeMap<Integer, long[]> values = new TreeMap<>();
        before.forEach((value, count) -> values.computeIfAbsent(value, key -> new long[2])[0] += count);
        now.forEach((value, count) -> values.computeIfAbsent(value, key -> new long[2])[1] += count);
        double least = (double) total(before) / most;
        List<long[]> bins = new ArrayList<>();
        long[] open = new long[2];
        for (long[] value : values.values()) {
            open[0] += value[0];
            open[1] += value[1];
            if (open[0] >= least) {
                bins.add(open);
                open = new long[2];
            }
        }
        if (open[0] + open[1] > 0) {
            bins.add(open);
        }
        return bins;
    }

    private static long total(Map<Integer, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}

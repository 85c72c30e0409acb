package dev.touchstone.backend.drift.watch;

import java.util.ArrayList;
import java.util.List;

/// What was reviewed of the outputs of one week. Weeks begin on Mondays, 0:00 UTC.
///
/// @param number of the week since 1970
/// @param firstMs when the first of them was answered
/// @param fed everything that the detector took: more than `reviewed` under an active audit
/// @param reviewed the fair sample that rates are counted from
public record Week(long number, long firstMs, long fed, long reviewed, long wrong) {
    static final long MS = 7 * 86_400_000L;

    /// A detector never looks back further than this.
    private static final int MOST = 53;

    /// Weeks over which the traffic is measured.
    private static final int MEASURED = 4;

    /// 1970 began on a Thursday.
    private static final long MONDAY_MS = 4 * 86_400_000L;

    private static final double DAY_OF_WEEK = 1.0 / 7;

    /// Below this the traffic of the first days tells too little; a higher threshold only keeps more than is
    /// promised.
    public static final double LEAST_A_WEEK = 20;

    public static long number(long atMs) {
        return Math.floorDiv(atMs - MONDAY_MS, MS) + 1;
    }

    public static long startMs(long number) {
        return (number - 1) * MS + MONDAY_MS;
    }

    static List<Week> add(List<Week> weeks, long atMs, Series.Taken taken) {
        long number = number(atMs);
        long reviewed = taken.counted() ? 1 : 0;
        long wrong = taken.counted() && taken.error() ? 1 : 0;
        List<Week> all = new ArrayList<>(weeks);
        // What is posted late counts with the latest week: a series only goes forward.
        if (all.isEmpty() || all.getLast().number() < number) {
            all.add(new Week(number, atMs, 1, reviewed, wrong));
        } else {
            Week last = all.removeLast();
            all.add(new Week(last.number, last.firstMs, last.fed + 1, last.reviewed + reviewed, last.wrong + wrong));
        }
        return all.size() > MOST ? all.subList(1, all.size()) : all;
    }

    /// The same week of another series.
    public Week plus(Week other) {
        return new Week(
                number,
                Math.min(firstMs, other.firstMs),
                fed + other.fed,
                reviewed + other.reviewed,
                wrong + other.wrong);
    }

    /// Reviews a week, of late: of the last four, or of this one if it has more. Those of one day that brought many
    /// share the weight of a few.
    static double perWeek(List<Week> weeks, long nowMs) {
        long from = number(nowMs) - MEASURED + 1;
        long fed = 0;
        long firstMs = nowMs;
        for (int i = weeks.size() - 1; i >= 0 && weeks.get(i).number >= from; i--) {
            fed += weeks.get(i).fed;
            firstMs = weeks.get(i).firstMs;
        }
        double late = weeks.isEmpty() ? 0 : pace(weeks.getLast().fed, weeks.getLast().firstMs, nowMs);
        return Math.max(LEAST_A_WEEK, Math.max(late, pace(fed, firstMs, nowMs)));
    }

    private static double pace(long fed, long firstMs, long nowMs) {
        return fed / Math.max(DAY_OF_WEEK, (double) (nowMs - firstMs) / MS);
    }
}

package dev.touchstone.backend.sampling;

import dev.touchstone.api.policy.SamplePlan;
import dev.touchstone.backend.schedule.CronTimes;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;

/// The periods of a plan: days and weeks as its zone's calendar has them, 23 or 25 hours long when clocks change,
/// or the time between two firings of its cron expression. They follow one another without a gap. Pure.
final class Periods {
    /// How far back to look for the firing that begins the first period, closest first: most plans fire often.
    private static final List<Duration> REACHES =
            List.of(Duration.ofDays(3), Duration.ofDays(40), Duration.ofDays(400));

    private Periods() {}

    /// A period of a plan.
    ///
    /// @param start inclusive
    /// @param end exclusive
    record Period(Instant start, Instant end) {
        /// What identifies the period among those of its plan.
        String key() {
            return start.toString();
        }

        /// Outputs count by the UTC hour. Where a zone is not whole hours away, both ends move to the hour before, so
        /// that periods still meet.
        long fromHour() {
            return Math.floorDiv(start.getEpochSecond(), 3600);
        }

        long toHour() {
            return Math.floorDiv(end.getEpochSecond(), 3600);
        }
    }

    /// Periods that end in (after, until], earliest first.
    static List<Period> ending(SamplePlan plan, Instant after, Instant until) {
        ZoneId zone = ZoneId.of(plan.zone());
        List<Instant> bounds = switch (plan.schedule()) {
            case "daily" -> days(after, until, zone, 1);
            case "weekly" -> days(after, until, zone, 7);
            default -> firings(CronTimes.of(plan.schedule(), zone), after, until);
        };
        List<Period> periods = new ArrayList<>();
        for (int i = 1; i < bounds.size(); i++) {
            Period period = new Period(bounds.get(i - 1), bounds.get(i));
            if (period.end().isAfter(after) && !period.end().isAfter(until)) {
                periods.add(period);
            }
        }
        return periods;
    }

    private static List<Instant> days(Instant after, Instant until, ZoneId zone, int step) {
        LocalDate day = LocalDate.ofInstant(after, zone).minusDays(step);
        if (step == 7) {
            day = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        }
        List<Instant> bounds = new ArrayList<>();
        // Not plus 24 hours: on two days a year that would miss midnight.
        for (Instant bound = day.atStartOfDay(zone).toInstant();
                !bound.isAfter(until);
                bound = day.atStartOfDay(zone).toInstant()) {
            bounds.add(bound);
            day = day.plusDays(step);
        }
        return bounds;
    }

    private static List<Instant> firings(CronTimes cron, Instant after, Instant until) {
        for (Duration reach : REACHES) {
            List<Instant> bounds = cron.between(after.minus(reach), until);
            if (!bounds.isEmpty() && !bounds.getFirst().isAfter(after)) {
                return bounds;
            }
        }
        return List.of();
    }
}

package dev.touchstone.backend.quality;

import dev.touchstone.backend.http.Call;
import dev.touchstone.backend.refusal.Refused;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;

/// Hours of outputs, by when the model answered.
///
/// @param fromHour epoch hour of the first
/// @param toHour epoch hour after the last
public record Period(long fromHour, long toHour) {
    private static final long HOUR_MS = 3_600_000;
    private static final int MOST_WEEKS = 106;

    public Period {
        if (fromHour >= toHour) {
            throw Refused.invalid(
                    "empty-period",
                    "The period from " + at(fromHour) + " to " + at(toHour)
                            + " holds no hour; 'from' must be before 'to'.");
        }
    }

    /// The hours that overlap these moments.
    public static Period of(Instant from, Instant to) {
        return new Period(
                Math.floorDiv(from.toEpochMilli(), HOUR_MS), Math.floorDiv(to.toEpochMilli() + HOUR_MS - 1, HOUR_MS));
    }

    /// The days up to now, with the hour that is running.
    public static Period lastDays(int days, Instant now) {
        return of(now.minus(Duration.ofDays(days)), now.plusMillis(1));
    }

    /// A week such as `2030-W07`, from Monday.
    static Period isoWeek(String week, ZoneId zone) {
        try {
            int year = Integer.parseInt(week.substring(0, 4));
            int number = Integer.parseInt(week.substring(6));
            LocalDate monday = LocalDate.of(year, 1, 4)
                    .with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, number)
                    .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            if (week.length() == 8 && week.startsWith("-W", 4)) {
                return new Period(hourOf(monday, zone), hourOf(monday.plusWeeks(1), zone));
            }
        } catch (RuntimeException e) {
            // Reported below like a text of another form.
        }
        throw Call.badParameter("weeks", "must be like 2030-W07,2030-W08; was '" + week + "'");
    }

    /// The calendar weeks of this period, the first and the last perhaps cut short. Where a zone is not whole hours
    /// away, they begin with the hour before, so that they still meet.
    List<Week> weeks(ZoneId zone) {
        List<Week> weeks = new ArrayList<>();
        LocalDate monday =
                LocalDate.ofInstant(at(fromHour), zone).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        if (hourOf(monday.plusWeeks(1), zone) <= fromHour) {
            monday = monday.plusWeeks(1);
        }
        while (hourOf(monday, zone) < toHour) {
            LocalDate next = monday.plusWeeks(1);
            long from = Math.max(fromHour, hourOf(monday, zone));
            long to = Math.min(toHour, hourOf(next, zone));
            weeks.add(new Week(name(monday), new Period(from, to)));
            if (weeks.size() > MOST_WEEKS) {
                throw Refused.invalid(
                        "too-many-weeks", "A breakdown by week covers at most two years; ask for a shorter period.");
            }
            monday = next;
        }
        return weeks;
    }

    /// A calendar week with its ISO name.
    record Week(String name, Period period) {}

    private static String name(LocalDate monday) {
        return String.format(
                java.util.Locale.ROOT,
                "%d-W%02d",
                monday.get(IsoFields.WEEK_BASED_YEAR),
                monday.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    }

    /// @throws Refused as invalid when it begins after now: there can be no outputs yet
    public Period notInTheFuture(Instant now) {
        if (from().isAfter(now)) {
            throw Refused.invalid(
                    "period-in-future",
                    "The period begins at " + from() + ", which is in the future; it is " + now + " now.");
        }
        return this;
    }

    boolean overlaps(Period other) {
        return fromHour < other.toHour && other.fromHour < toHour;
    }

    /// The period of equal length right before.
    Period before() {
        return new Period(fromHour - (toHour - fromHour), fromHour);
    }

    public Instant from() {
        return at(fromHour);
    }

    public Instant to() {
        return at(toHour);
    }

    public long fromDay() {
        return Math.floorDiv(fromHour, 24);
    }

    /// The day after the last.
    public long toDay() {
        return Math.floorDiv(toHour + 23, 24);
    }

    double weekCount() {
        return (toHour - fromHour) / 168.0;
    }

    private static Instant at(long hour) {
        return Instant.ofEpochMilli(hour * HOUR_MS);
    }

    private static long hourOf(LocalDate day, ZoneId zone) {
        return Math.floorDiv(day.atStartOfDay(zone).toInstant().toEpochMilli(), HOUR_MS);
    }
}

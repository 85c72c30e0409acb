package dev.touchstone.backend.report;

import dev.touchstone.backend.quality.Period;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A calendar week from Monday, as ISO 8601 numbers them: a year has 52 or 53.
///
/// @param monday its first day
public record IsoWeek(LocalDate monday) {
    private static final Pattern NAME = Pattern.compile("[0-9]{4}-W[0-9]{2}");
    private static final long SECONDS_PER_HOUR = 3600;

    public IsoWeek {
        if (monday.getDayOfWeek() != DayOfWeek.MONDAY) {
            throw new IllegalArgumentException("a week begins on a Monday, " + monday + " is none");
        }
    }

    /// Reads a name such as `2026-W47`; empty when there is no such week.
    public static Optional<IsoWeek> parse(String name) {
        if (!NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new IsoWeek(LocalDate.parse(name + "-1", DateTimeFormatter.ISO_WEEK_DATE)));
        } catch (DateTimeException e) {
            // A 53rd week of a year that has 52, or a week 0.
            return Optional.empty();
        }
    }

    /// The week in which a moment lies.
    public static IsoWeek of(Instant moment, ZoneId zone) {
        return new IsoWeek(LocalDate.ofInstant(moment, zone).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
    }

    /// The latest week that is over.
    public static IsoWeek lastOver(Instant now, ZoneId zone) {
        return of(now, zone).plus(-1);
    }

    public IsoWeek plus(int weeks) {
        return new IsoWeek(monday.plusWeeks(weeks));
    }

    /// Such as `2026-W47`.
    public String name() {
        return String.format(
                Locale.ROOT,
                "%d-W%02d",
                monday.get(IsoFields.WEEK_BASED_YEAR),
                monday.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    }

    /// Its first moment.
    public Instant start(ZoneId zone) {
        return monday.atStartOfDay(zone).toInstant();
    }

    /// The first moment after it: 167 or 169 hours later when the zone's clocks change.
    public Instant end(ZoneId zone) {
        return plus(1).start(zone);
    }

    /// The UTC hours that figures count for it. Where a zone is not whole hours away, both ends move to the hour
    /// before, so that weeks still meet.
    Period period(ZoneId zone) {
        return new Period(
                Math.floorDiv(start(zone).getEpochSecond(), SECONDS_PER_HOUR),
                Math.floorDiv(end(zone).getEpochSecond(), SECONDS_PER_HOUR));
    }

    /// Whether it begins and ends on whole UTC hours.
    boolean wholeHours(ZoneId zone) {
        return start(zone).getEpochSecond() % SECONDS_PER_HOUR == 0
                && end(zone).getEpochSecond() % SECONDS_PER_HOUR == 0;
    }

    @Override
    public String toString() {
        return name();
    }
}

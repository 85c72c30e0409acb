package dev.touchstone.backend.schedule;

import java.text.ParseException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.TimeZone;
import org.quartz.CronExpression;

/// When a cron expression fires.
public final class CronTimes {
    private final CronExpression expression;

    private CronTimes(CronExpression expression) {
        this.expression = expression;
    }

    /// @throws IllegalArgumentException when it is not a cron expression, or one of a day that no year has
    public static CronTimes of(String cron, ZoneId zone) {
        try {
            CronExpression expression = new CronExpression(cron);
            expression.setTimeZone(TimeZone.getTimeZone(zone));
            if (expression.getNextValidTimeAfter(Date.from(Instant.EPOCH)) == null) {
                throw new IllegalArgumentException("'" + cron + "' never fires: no year has such a day");
            }
            return new CronTimes(expression);
        } catch (ParseException e) {
            throw new IllegalArgumentException("'" + cron + "' is not a cron expression: " + e.getMessage(), e);
        }
    }

    /// All times in (after, until], in order.
    public List<Instant> between(Instant after, Instant until) {
        List<Instant> times = new ArrayList<>();
        Date next = expression.getNextValidTimeAfter(Date.from(after));
        while (next != null && !next.toInstant().isAfter(until)) {
            times.add(next.toInstant());
            next = expression.getNextValidTimeAfter(next);
        }
        return times;
    }
}

package dev.touchstone.api.policy;

import dev.touchstone.api.wire.InvalidField;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What plans and requests for samples have in common.
public final class SampleRules {
    public static final int LARGEST = 10_000;
    public static final int DEFAULT_FLOOR = 5;

    private static final String PART = "(\\*|[0-9A-Za-z]+(-[0-9A-Za-z]+)?)(/[0-9]+)?";
    private static final Pattern CRON_FIELD = Pattern.compile(PART + "(," + PART + ")*");
    private static final Pattern CRON_DAY =
            Pattern.compile("\\?|L|LW|[0-9]{1,2}W|[0-9A-Z]{1,3}(L|#[1-5])|" + CRON_FIELD.pattern());
    private static final Pattern MINUTE = Pattern.compile("[0-5]?[0-9]");

    private SampleRules() {}

    /// A sample is as large as one of the two says.
    public static void oneSize(@Nullable Integer size, @Nullable Double rate) {
        if ((size == null) == (rate == null)) {
            throw new InvalidField("size", "is required, or else rate; give exactly one of the two");
        }
        if (size != null && (size < 1 || size > LARGEST)) {
            throw new InvalidField("size", "must be from 1 to " + LARGEST + ", was " + size);
        }
        if (rate != null && !(rate > 0 && rate <= 1)) {
            throw new InvalidField("rate", "must be above 0 and at most 1, was " + rate);
        }
    }

    public static int floor(@Nullable Integer floor) {
        int value = floor == null ? DEFAULT_FLOOR : floor;
        if (value < 0 || value > 1000) {
            throw new InvalidField("floor", "must be from 0 to 1000, was " + value);
        }
        return value;
    }

    static String zone(@Nullable String zone) {
        String name = zone == null ? "UTC" : zone;
        try {
            return ZoneId.of(name).getId();
        } catch (DateTimeException e) {
            throw new InvalidField("zone", "must be a time zone such as Europe/Berlin, was '" + name + "'");
        }
    }

    /// `daily`, `weekly`, or a cron expression of the scheduler that fires once an hour at most: windows are whole
    /// hours.
    static String schedule(@Nullable String schedule) {
        if (schedule == null) {
            throw new InvalidField("schedule", "is required: daily, weekly or a cron expression");
        }
        if (schedule.equals("daily") || schedule.equals("weekly")) {
            return schedule;
        }
        List<String> fields = List.of(schedule.trim().split("\\s+", -1));
        boolean shape = (fields.size() == 6 || fields.size() == 7)
                && fields.get(0).equals("0")
                && MINUTE.matcher(fields.get(1)).matches()
                && CRON_FIELD.matcher(fields.get(2)).matches()
                && CRON_DAY.matcher(fields.get(3)).matches()
                && CRON_FIELD.matcher(fields.get(4)).matches()
                && CRON_DAY.matcher(fields.get(5)).matches()
                && (fields.size() == 6 || CRON_FIELD.matcher(fields.get(6)).matches())
                && fields.get(3).equals("?") != fields.get(5).equals("?");
        if (!shape) {
            throw new InvalidField(
                    "schedule",
                    "must be daily, weekly or a cron expression '0 minute hour day-of-month month day-of-week' with one"
                            + " minute, and '?' for one of the two days, such as '0 0 6 ? * MON-FRI'; was '" + schedule
                            + "'");
        }
        return String.join(" ", fields);
    }
}

package dev.touchstone.backend.drift;

import dev.touchstone.api.alarm.AlarmKind;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.backend.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What happened to the alarms of a pipeline in a span of time, in sentences. Thread-safe.
public final class AlarmLines {
    private final Database database;

    public AlarmLines(Database database) {
        this.database = database;
    }

    /// One sentence for each alarm that opened or ended, oldest first.
    ///
    /// @param to exclusive
    public List<String> lines(PipelineName pipeline, Instant from, Instant to) {
        long first = from.toEpochMilli();
        long end = to.toEpochMilli();
        List<String> lines = new ArrayList<>();
        for (AlarmRow row : database.reader().withExtension(AlarmDao.class, dao -> dao.changed(pipeline, first, end))) {
            boolean opened = row.course().openedAtMs() >= first && row.course().openedAtMs() < end;
            long lastedMs = lastedMs(row, first, end);
            if (opened) {
                lines.add("Alarm" + (lastedMs < 0 ? "" : ", over by now") + ": "
                        + row.message().headline());
            } else if (lastedMs >= 0) {
                lines.add("Alarm over after " + lasted(lastedMs) + ": "
                        + row.message().headline());
            }
        }
        return lines;
    }

    /// Whether one opened that says that all outputs are worse than they were, or than was promised.
    ///
    /// @param to exclusive
    public boolean opened(PipelineName pipeline, Instant from, Instant to) {
        long first = from.toEpochMilli();
        long end = to.toEpochMilli();
        return database.reader().withExtension(AlarmDao.class, dao -> dao.changed(pipeline, first, end)).stream()
                .filter(row -> row.kindOf() == AlarmKind.REGRESSION || row.kindOf() == AlarmKind.FLOOR)
                .anyMatch(row ->
                        row.course().openedAtMs() >= first && row.course().openedAtMs() < end);
    }

    /// How long an alarm lasted that ended in the span; below 0 for one that did not.
    private static long lastedMs(AlarmRow row, long first, long end) {
        Long recovered = row.course().recoveredAtMs();
        return recovered == null || recovered < first || recovered >= end
                ? -1
                : recovered - row.course().openedAtMs();
    }

    /// Days are all that matters by the week.
    private static String lasted(long ms) {
        long days = Duration.ofMillis(ms).toDays();
        return days == 0 ? "less than a day" : days + (days == 1 ? " day" : " days");
    }
}

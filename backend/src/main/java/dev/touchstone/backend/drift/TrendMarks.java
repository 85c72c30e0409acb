package dev.touchstone.backend.drift;

import dev.touchstone.api.alarm.AlarmDetail.Mark;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.wire.TrendPoint;
import dev.touchstone.backend.output.OutputFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/// When the prompt version and the model of an alarm were first seen: a drop that came with one of them shows beside
/// its mark. What was there before the trend begins has none.
final class TrendMarks {
    private TrendMarks() {}

    static List<Mark> of(Dao dao, AlarmRow row, List<TrendPoint> trend) {
        List<Mark> marks = new ArrayList<>();
        if (trend.isEmpty()) {
            return marks;
        }
        long fromHour = trend.getFirst().from().getEpochSecond() / 3600;
        mark(
                        trend,
                        row.subject().promptVersion(),
                        "prompt version",
                        value -> dao.firstOfPrompt(row.pipeline(), fromHour, value))
                .ifPresent(marks::add);
        mark(trend, row.subject().model(), "model", value -> dao.firstOfModel(row.pipeline(), fromHour, value))
                .ifPresent(marks::add);
        return marks;
    }

    private interface First {
        @Nullable
        Long hour(String value);
    }

    private static Optional<Mark> mark(List<TrendPoint> trend, @Nullable String value, String what, First first) {
        if (value == null || value.equals(OutputFacts.UNSPECIFIED)) {
            return Optional.empty();
        }
        Long hour = first.hour(value);
        if (hour == null) {
            return Optional.empty();
        }
        Instant seen = Instant.ofEpochSecond(hour * 3600);
        return trend.stream()
                .filter(point -> !point.from().isAfter(seen))
                .reduce((earlier, later) -> later)
                // In the first period nobody can tell whether it was new.
                .filter(point -> !point.equals(trend.getFirst()))
                .map(point -> new Mark(point.label(), what + " " + value));
    }

    /// Reads the counters of the trend's weeks.
    interface Dao {
        @SqlQuery("""
                SELECT MIN(hour) FROM rollup
                WHERE pipeline = :pipeline AND hour >= :fromHour AND prompt_version = :value
                """)
        @Nullable
        Long firstOfPrompt(
                @Bind("pipeline") PipelineName pipeline, @Bind("fromHour") long fromHour, @Bind("value") String value);

        @SqlQuery("""
                SELECT MIN(hour) FROM rollup
                WHERE pipeline = :pipeline AND hour >= :fromHour AND model = :value
                """)
        @Nullable
        Long firstOfModel(
                @Bind("pipeline") PipelineName pipeline, @Bind("fromHour") long fromHour, @Bind("value") String value);
    }
}

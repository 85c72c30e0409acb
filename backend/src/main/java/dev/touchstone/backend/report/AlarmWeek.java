package dev.touchstone.backend.report;

import dev.touchstone.api.id.PipelineName;
import java.time.Instant;
import java.util.List;

/// Tells what alarms of a pipeline opened and recovered in a week. The digest knows no more of alarms than their
/// lines.
@FunctionalInterface
public interface AlarmWeek {
    /// Without alarms there is nothing to tell.
    AlarmWeek NONE = (pipeline, from, to) -> List.of();

    /// One sentence for each, oldest first.
    ///
    /// @param to exclusive
    List<String> lines(PipelineName pipeline, Instant from, Instant to);

    /// Whether an alarm opened that is about all outputs, not about a part of them or about the judge.
    default boolean opened(PipelineName pipeline, Instant from, Instant to) {
        return false;
    }
}

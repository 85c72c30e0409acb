package dev.touchstone.backend.quality;

import dev.touchstone.api.id.PipelineName;
import java.util.OptionalDouble;

/// How soon a pipeline's alarms would see errors rise. What watches for drift knows; planning only asks.
@FunctionalInterface
public interface AlarmForecast {
    /// Weeks, the median; empty when nothing would see it in any time worth waiting for.
    ///
    /// @param before the present error rate, in (0, 1)
    /// @param after what it rises to, in (0, 1]
    /// @param perWeek audits a week, above 0
    OptionalDouble weeks(PipelineName pipeline, double before, double after, double perWeek);
}

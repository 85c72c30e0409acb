package dev.touchstone.backend.quality;

import dev.touchstone.api.id.PipelineName;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/// Reads what the targets need besides the estimates.
interface TargetDao {
    /// @param seconds how long the reviewer looked; null when the channel did not say
    /// @param waitedMs from the opening of the review to its decision
    record Times(@Nullable Double seconds, long waitedMs) {}

    @SqlQuery("""
            SELECT d.seconds, d.decided_at_ms - r.created_at_ms AS waited_ms
            FROM review r JOIN decision d ON d.id = r.decision_id
            WHERE r.pipeline = :pipeline AND r.hour >= :fromHour AND r.hour < :toHour
            """)
    @RegisterConstructorMapper(Times.class)
    List<Times> times(
            @Bind("pipeline") PipelineName pipeline, @Bind("fromHour") long fromHour, @Bind("toHour") long toHour);

    @SqlQuery("""
            SELECT COUNT(DISTINCT output_id) FROM review
            WHERE pipeline = :pipeline AND hour >= :fromHour AND hour < :toHour
            """)
    long outputsUnderReview(
            @Bind("pipeline") PipelineName pipeline, @Bind("fromHour") long fromHour, @Bind("toHour") long toHour);
}

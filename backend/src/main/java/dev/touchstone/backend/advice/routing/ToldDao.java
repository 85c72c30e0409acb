package dev.touchstone.backend.advice.routing;

import dev.touchstone.api.id.PipelineName;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/// What pipelines were told last, one row each.
interface ToldDao {
    /// What was told, see [Told]; empty before the first time.
    @SqlQuery("SELECT told FROM routing_told WHERE pipeline = :pipeline")
    Optional<String> told(@Bind("pipeline") PipelineName pipeline);

    /// Only the first of two that tell at once.
    ///
    /// @return 0 when something was told already
    @SqlUpdate("""
            INSERT INTO routing_told (pipeline, told, told_at_ms) VALUES (:pipeline, :told, :now)
            ON CONFLICT (pipeline) DO NOTHING
            """)
    int begin(@Bind("pipeline") PipelineName pipeline, @Bind("told") String told, @Bind("now") long nowMs);

    /// @param before what was told until now
    /// @return 0 when somebody else was faster
    @SqlUpdate("""
            UPDATE routing_told SET told = :told, told_at_ms = :now WHERE pipeline = :pipeline AND told = :before
            """)
    int change(
            @Bind("pipeline") PipelineName pipeline,
            @Bind("before") String before,
            @Bind("told") String told,
            @Bind("now") long nowMs);
}

package dev.touchstone.backend.webhook;

import dev.touchstone.api.id.PipelineName;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/// Endpoints that are not called any more.
interface EndpointDao {
    @SqlUpdate("""
            INSERT INTO webhook_endpoint (pipeline, url, disabled_at_ms, reason)
            VALUES (:pipeline, :url, :now, :reason) ON CONFLICT (pipeline, url) DO NOTHING
            """)
    void disable(
            @Bind("pipeline") PipelineName pipeline,
            @Bind("url") String url,
            @Bind("now") long nowMs,
            @Bind("reason") String reason);

    @SqlQuery("SELECT COUNT(*) FROM webhook_endpoint WHERE pipeline = :pipeline AND url = :url")
    int disabled(@Bind("pipeline") PipelineName pipeline, @Bind("url") String url);

    @SqlUpdate("DELETE FROM webhook_endpoint WHERE pipeline = :pipeline AND url = :url")
    int enable(@Bind("pipeline") PipelineName pipeline, @Bind("url") String url);
}

package dev.touchstone.backend.pipeline;

import dev.touchstone.api.id.PipelineName;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

@RegisterConstructorMapper(PipelineDao.Row.class)
interface PipelineDao {
    record Row(
            PipelineName pipeline,
            int version,
            String policy,
            long createdAtMs,
            String createdBy,
            @Nullable String why) {}

    @SqlQuery("""
            SELECT pipeline, version, policy, created_at_ms, created_by, why FROM pipeline_policy
            WHERE pipeline = :pipeline ORDER BY version DESC LIMIT 1
            """)
    Optional<Row> current(@Bind("pipeline") PipelineName pipeline);

    /// The first version never changes and never goes: its row stands for the pipeline. Who wants to change the policy
    /// locks it before reading what is in force, so that the reading sees what everybody before has made of it.
    @SqlQuery("SELECT version FROM pipeline_policy WHERE pipeline = :pipeline AND version = 1 <forUpdate>")
    Optional<Integer> lock(@Bind("pipeline") PipelineName pipeline);

    @SqlQuery("""
            SELECT pipeline, version, policy, created_at_ms, created_by, why FROM pipeline_policy
            WHERE pipeline = :pipeline AND version = :version
            """)
    Optional<Row> version(@Bind("pipeline") PipelineName pipeline, @Bind("version") int version);

    /// Newest first.
    @SqlQuery("""
            SELECT pipeline, version, policy, created_at_ms, created_by, why FROM pipeline_policy
            WHERE pipeline = :pipeline AND version < :before ORDER BY version DESC LIMIT :limit
            """)
    List<Row> before(@Bind("pipeline") PipelineName pipeline, @Bind("before") int before, @Bind("limit") int limit);

    @SqlQuery("""
            SELECT p.pipeline, p.version, p.policy, p.created_at_ms, p.created_by, p.why FROM pipeline_policy p
            JOIN (SELECT pipeline, MAX(version) AS newest FROM pipeline_policy GROUP BY pipeline) n
              ON n.pipeline = p.pipeline AND n.newest = p.version
            ORDER BY p.pipeline
            """)
    List<Row> all();

    /// The primary key refuses a version that another process made at the same time.
    @SqlUpdate("""
            INSERT INTO pipeline_policy (pipeline, version, policy, created_at_ms, created_by, why)
            VALUES (:pipeline, :version, :policy, :createdAtMs, :createdBy, :why)
            ON CONFLICT (pipeline, version) DO NOTHING
            """)
    int insert(@BindMethods Row row);
}

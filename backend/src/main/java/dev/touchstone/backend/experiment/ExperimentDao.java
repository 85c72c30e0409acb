package dev.touchstone.backend.experiment;

import dev.touchstone.api.id.PipelineName;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

@RegisterConstructorMapper(ExperimentRow.class)
interface ExperimentDao {
    String COLUMNS = """
            id, pipeline, population, name, description, judge, golden, state, created_at_ms, created_by, started_at_ms,
            closed_at_ms""";

    @SqlUpdate("INSERT INTO experiment (" + COLUMNS + """
            )
            VALUES (:id, :pipeline, :population, :name, :description, :options.judge, :options.golden, :state,
                :course.createdAtMs, :course.createdBy,
                :course.startedAtMs, :course.closedAtMs)
            """)
    void insert(@BindMethods ExperimentRow row);

    @SqlQuery("SELECT " + COLUMNS + " FROM experiment WHERE id = :id")
    Optional<ExperimentRow> find(@Bind("id") String id);

    /// Held until the end of the transaction: what is uploaded, started and closed follows one another.
    @SqlQuery("SELECT " + COLUMNS + " FROM experiment WHERE id = :id <forUpdate>")
    Optional<ExperimentRow> lock(@Bind("id") String id);

    /// Newest first.
    ///
    /// @param pipeline null for every pipeline
    @SqlQuery("SELECT " + COLUMNS + """
             FROM experiment WHERE (CAST(:pipeline AS TEXT) IS NULL OR pipeline = :pipeline) AND id < :before
            ORDER BY id DESC LIMIT :limit
            """)
    List<ExperimentRow> page(
            @Bind("pipeline") @Nullable PipelineName pipeline, @Bind("before") String before, @Bind("limit") int limit);

    @SqlUpdate("UPDATE experiment SET state = 'open', started_at_ms = :now WHERE id = :id AND state = 'draft'")
    int start(@Bind("id") String id, @Bind("now") long nowMs);

    @SqlUpdate("UPDATE experiment SET state = 'closed', closed_at_ms = :now WHERE id = :id AND state <> 'closed'")
    int close(@Bind("id") String id, @Bind("now") long nowMs);

    /// Created before a time, with texts that are still there.
    @SqlQuery("SELECT " + COLUMNS + """
             FROM experiment WHERE pipeline = :pipeline AND id < :beforeId AND cleared_at_ms IS NULL
            """)
    List<ExperimentRow> toClear(@Bind("pipeline") PipelineName pipeline, @Bind("beforeId") String beforeId);

    @SqlUpdate("UPDATE experiment SET cleared_at_ms = :now WHERE id = :id")
    void cleared(@Bind("id") String id, @Bind("now") long nowMs);
}

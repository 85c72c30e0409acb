package dev.touchstone.backend.erasure;

import dev.touchstone.api.id.PipelineName;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindList;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

@RegisterConstructorMapper(HoldRow.class)
interface HoldDao {
    String COLUMNS = "id, pipeline, kind, name, subject, why, placed_by, placed_at_ms, released_by, released_at_ms";

    @SqlUpdate("INSERT INTO legal_hold (" + COLUMNS + """
            )
            VALUES (:id, :pipeline, :kind, :name, :subject, :placed.why, :placed.placedBy, :placed.placedAtMs,
                :released.releasedBy, :released.releasedAtMs)
            """)
    void insert(@BindMethods HoldRow row);

    @SqlQuery("SELECT " + COLUMNS + " FROM legal_hold WHERE id = :id")
    Optional<HoldRow> find(@Bind("id") String id);

    @SqlQuery("SELECT " + COLUMNS + " FROM legal_hold WHERE pipeline IN (<pipelines>) ORDER BY id DESC LIMIT :limit")
    List<HoldRow> all(@BindList("pipelines") List<PipelineName> pipelines, @Bind("limit") int limit);

    @SqlQuery(
            "SELECT " + COLUMNS + " FROM legal_hold WHERE pipeline = :pipeline AND released_at_ms IS NULL ORDER BY id")
    List<HoldRow> inForce(@Bind("pipeline") PipelineName pipeline);

    @SqlUpdate("""
            UPDATE legal_hold SET released_by = :by, released_at_ms = :now, subject = NULL
            WHERE id = :id AND released_at_ms IS NULL
            """)
    int release(@Bind("id") String id, @Bind("by") String by, @Bind("now") long nowMs);
}

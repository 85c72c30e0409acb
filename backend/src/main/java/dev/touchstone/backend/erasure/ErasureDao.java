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

@RegisterConstructorMapper(ErasureRow.class)
interface ErasureDao {
    String COLUMNS = """
            id, pipeline, kind, name, subject, why, requested_by, requested_at_ms, state, stage, cursor, outputs, held,
            looked_at, counts, finished_at_ms""";

    @SqlUpdate("INSERT INTO erasure (" + COLUMNS + """
            )
            VALUES (:id, :pipeline, :named.kind, :named.name, :named.subject, :asked.why, :asked.requestedBy,
                :asked.requestedAtMs, :at.state, :at.stage, :at.cursor, :done.outputs, :done.held, :done.lookedAt, :counts,
                :finishedAtMs)
            """)
    void insert(@BindMethods ErasureRow row);

    @SqlQuery("SELECT " + COLUMNS + " FROM erasure WHERE id = :id")
    Optional<ErasureRow> find(@Bind("id") String id);

    @SqlQuery("SELECT " + COLUMNS + """
             FROM erasure WHERE pipeline IN (<pipelines>) AND id < :before ORDER BY id DESC LIMIT :limit
            """)
    List<ErasureRow> page(
            @BindList("pipelines") List<PipelineName> pipelines,
            @Bind("before") String beforeId,
            @Bind("limit") int limit);

    /// Compared and set: whoever was away for so long that another took over changes nothing.
    ///
    /// @return 0 when another is further
    @SqlUpdate("""
            UPDATE erasure SET state = :row.at.state, stage = :row.at.stage, cursor = :row.at.cursor,
                subject = :row.named.subject, outputs = :row.done.outputs, held = :row.done.held,
                looked_at = :row.done.lookedAt, counts = :row.counts, finished_at_ms = :row.finishedAtMs
            WHERE id = :row.id AND state = :seen.at.state AND stage = :seen.at.stage AND cursor = :seen.at.cursor
            """)
    int advance(@BindMethods("row") ErasureRow row, @BindMethods("seen") ErasureRow seen);

    @SqlQuery("SELECT " + COLUMNS + " FROM erasure WHERE pipeline = :pipeline AND state = :state ORDER BY id")
    List<ErasureRow> in(@Bind("pipeline") PipelineName pipeline, @Bind("state") String state);

    @SqlUpdate("""
            INSERT INTO erasure_review (erasure_id, review_id, delivery_id) VALUES (:erasure, :review, :delivery)
            ON CONFLICT (erasure_id, review_id) DO NOTHING
            """)
    void tells(@Bind("erasure") String erasureId, @Bind("review") String reviewId, @Bind("delivery") String deliveryId);

    @SqlQuery("SELECT delivery_id FROM erasure_review WHERE erasure_id = :erasure ORDER BY review_id")
    List<String> told(@Bind("erasure") String erasureId);
}

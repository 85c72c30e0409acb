package dev.touchstone.backend.feedback.event;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindList;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

@RegisterConstructorMapper(EventRow.class)
interface EventDao {
    String COLUMNS = """
            id, pipeline, event_id, body_hash, output_id, external_id, actor, session, kind, value, words,
            received_at_ms, happened_at_ms, client_at_ms, position, visible_ms, state, look_at_ms, looks""";

    @SqlQuery("SELECT " + COLUMNS + " FROM feedback_event WHERE pipeline = :pipeline AND event_id = :eventId")
    Optional<EventRow> known(@Bind("pipeline") PipelineName pipeline, @Bind("eventId") String eventId);

    @SqlQuery("SELECT " + COLUMNS + """
             FROM feedback_event WHERE output_id = :outputId ORDER BY id DESC LIMIT :limit
            """)
    List<EventRow> newest(@Bind("outputId") OutputId outputId, @Bind("limit") int limit);

    @SqlQuery("SELECT " + COLUMNS + """
             FROM feedback_event WHERE state = 'waiting' AND look_at_ms <= :now ORDER BY look_at_ms, id LIMIT :limit
            """)
    List<EventRow> waiting(@Bind("now") long now, @Bind("limit") int limit);

    @SqlQuery("SELECT look_at_ms FROM feedback_event WHERE state = 'waiting' ORDER BY look_at_ms, id LIMIT 1")
    Optional<Long> nextLook();

    /// Counting stops at a hundred thousand.
    @SqlQuery("SELECT COUNT(*) FROM (SELECT 1 FROM feedback_event WHERE state = 'waiting' LIMIT 100000) AS counted")
    long uncounted();

    @SqlBatch("UPDATE feedback_event SET state = 'counted', output_id = :outputId WHERE id = :id")
    int[] counted(@Bind("id") List<String> ids, @Bind("outputId") List<OutputId> outputIds);

    @SqlBatch("UPDATE feedback_event SET state = :state, look_at_ms = :lookAt, looks = looks + 1 WHERE id = :id")
    int[] later(@Bind("id") List<String> ids, @Bind("state") List<String> states, @Bind("lookAt") List<Long> lookAtMs);

    /// Takes away what users wrote of one output, and by which they could be told.
    @SqlUpdate("""
            UPDATE feedback_event SET words = NULL, session = NULL, body_hash = '',
                external_id = CASE WHEN external_id IS NULL THEN NULL ELSE 'erased:' || output_id END
            WHERE output_id = :outputId AND body_hash <> ''
            """)
    int erase(@Bind("outputId") OutputId outputId);

    /// Those of one actor, some at a time, oldest first.
    @SqlQuery("""
            SELECT id FROM feedback_event
            WHERE id > :afterId AND pipeline || '' = :pipeline AND actor = :actor
            ORDER BY id LIMIT :limit
            """)
    List<String> ofActor(
            @Bind("pipeline") PipelineName pipeline,
            @Bind("actor") String actor,
            @Bind("afterId") String afterId,
            @Bind("limit") int limit);

    @SqlUpdate("""
            UPDATE feedback_event SET words = NULL, session = NULL, body_hash = '', actor = :name WHERE id IN (<ids>)
            """)
    int forget(@BindList("ids") List<String> ids, @Bind("name") String name);

    /// Clears what users wrote before the bound, at most so many at once. Joining the name to nothing keeps its index
    /// out of it: this is a range of ids.
    @SqlUpdate("""
            UPDATE feedback_event SET words = NULL WHERE id IN (
                SELECT id FROM feedback_event
                WHERE id > :afterId AND id < :beforeId AND pipeline || '' = :pipeline AND words IS NOT NULL
                ORDER BY id LIMIT :limit)
            """)
    int clearWords(
            @Bind("pipeline") PipelineName pipeline,
            @Bind("afterId") String afterId,
            @Bind("beforeId") String beforeId,
            @Bind("limit") int limit);
}

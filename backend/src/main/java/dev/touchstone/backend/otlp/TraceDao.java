package dev.touchstone.backend.otlp;

import dev.touchstone.api.id.PipelineName;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindList;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

@RegisterConstructorMapper(KeptSpan.class)
@RegisterConstructorMapper(TraceDao.Due.class)
interface TraceDao {
    /// A trace that is to be looked at.
    record Due(PipelineName pipeline, String traceId, long dueAtMs) {}

    /// Traces are told apart by 128 random bits, so two pipelines have none in common unless one program sends to
    /// both.
    @SqlQuery("SELECT pipeline, trace_id, due_at_ms FROM otlp_trace WHERE state = 'done' AND trace_id IN (<traces>)"
            + " AND pipeline IN (<pipelines>)")
    List<Due> done(@BindList("pipelines") List<PipelineName> pipelines, @BindList("traces") List<String> traceIds);

    @SqlBatch("""
        INSERT INTO otlp_span (pipeline, trace_id, span_id, parent_id, kind, name, end_ns, facts, at_ms)
        VALUES (:pipeline, :traceId, :spanId, :parentId, :kind, :name, :endNs, :facts, :atMs)
        ON CONFLICT (pipeline, trace_id, span_id) DO NOTHING
        """)
    int[] keep(@BindMethods List<KeptSpan> spans);

    @SqlBatch("""
        INSERT INTO otlp_trace (pipeline, trace_id, state, rooted, due_at_ms)
        VALUES (:pipeline, :traceId, 'open', :rooted, :due)
        ON CONFLICT (pipeline, trace_id) DO UPDATE SET
            rooted = otlp_trace.rooted OR excluded.rooted,
            due_at_ms = CASE WHEN otlp_trace.rooted OR excluded.rooted THEN :soon ELSE excluded.due_at_ms END
        WHERE otlp_trace.state = 'open'
        """)
    int[] await(
            @Bind("pipeline") List<PipelineName> pipelines,
            @Bind("traceId") List<String> traceIds,
            @Bind("rooted") List<Boolean> rooted,
            @Bind("due") List<Long> dueAtMs,
            @Bind("soon") List<Long> soonMs);

    @SqlQuery("""
        SELECT pipeline, trace_id, due_at_ms FROM otlp_trace WHERE state = 'open' AND due_at_ms <= :now
        ORDER BY due_at_ms LIMIT :limit
        """)
    List<Due> due(@Bind("now") long nowMs, @Bind("limit") int limit);

    @SqlQuery("""
        SELECT pipeline, trace_id, span_id, parent_id, kind, name, end_ns, facts, at_ms
        FROM otlp_span WHERE pipeline = :pipeline AND trace_id = :traceId ORDER BY end_ns, span_id LIMIT :limit
        """)
    List<KeptSpan> spans(
            @Bind("pipeline") PipelineName pipeline, @Bind("traceId") String traceId, @Bind("limit") int limit);

    /// @return 0 when spans came meanwhile
    @SqlUpdate("""
        UPDATE otlp_trace SET state = 'done', due_at_ms = :now
        WHERE pipeline = :pipeline AND trace_id = :traceId AND state = 'open' AND due_at_ms = :seen
        """)
    int finish(
            @Bind("pipeline") PipelineName pipeline,
            @Bind("traceId") String traceId,
            @Bind("seen") long seenMs,
            @Bind("now") long nowMs);

    @SqlUpdate("DELETE FROM otlp_span WHERE pipeline = :pipeline AND trace_id = :traceId")
    int clear(@Bind("pipeline") PipelineName pipeline, @Bind("traceId") String traceId);

    /// Tries again later.
    @SqlUpdate("""
        UPDATE otlp_trace SET due_at_ms = :later
        WHERE pipeline = :pipeline AND trace_id = :traceId AND state = 'open' AND due_at_ms = :seen
        """)
    int postpone(
            @Bind("pipeline") PipelineName pipeline,
            @Bind("traceId") String traceId,
            @Bind("seen") long seenMs,
            @Bind("later") long laterMs);

    @SqlUpdate("""
        DELETE FROM otlp_trace WHERE (pipeline, trace_id) IN (
            SELECT pipeline, trace_id FROM otlp_trace WHERE state = 'done' AND due_at_ms < :before
            ORDER BY due_at_ms LIMIT :limit)
        """)
    int forgetDone(@Bind("before") long beforeMs, @Bind("limit") int limit);

    @SqlUpdate("""
        DELETE FROM otlp_span WHERE (pipeline, trace_id, span_id) IN (
            SELECT pipeline, trace_id, span_id FROM otlp_span WHERE at_ms < :before ORDER BY at_ms LIMIT :limit)
        """)
    int forgetOld(@Bind("before") long beforeMs, @Bind("limit") int limit);

    /// Counting stops at a hundred thousand.
    @SqlQuery("SELECT COUNT(*) FROM (SELECT 1 FROM otlp_trace WHERE state = 'open' LIMIT 100000) AS counted")
    long waiting();
}

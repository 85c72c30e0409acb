package dev.touchstone.backend.advice;

import dev.touchstone.api.id.PipelineName;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/// Reads reviews, decisions and judgments, never outputs.
interface AdviceDao {
    /// What was judged.
    record Judged(long judgments, long costMicros) {}

    /// Reviews of a period, put together by everything that the reports tell apart. Second looks repeat a
    /// review and are none of their own.
    @SqlQuery("""
            SELECT r.reasons, COALESCE(a.audit_rate, a.pi, r.audit_rate) AS rate,
                CASE WHEN r.u < COALESCE(a.audit_rate, a.pi, r.audit_rate) THEN TRUE ELSE FALSE END AS audited,
                COUNT(*) AS reviews, COUNT(d.id) AS decided,
                COALESCE(SUM(CASE WHEN d.action IN ('edit', 'reject') THEN 1 ELSE 0 END), 0) AS errors,
                COUNT(d.seconds) AS timed,
                COALESCE(SUM(CASE WHEN d.seconds > :longest THEN :longest ELSE d.seconds END), 0) AS seconds
            FROM review r LEFT JOIN decision d ON d.id = r.decision_id
                LEFT JOIN audit_draw a ON a.output_id = r.output_id
            WHERE r.pipeline = :pipeline AND r.hour >= :fromHour AND r.hour < :toHour AND r.second_look_of IS NULL
            GROUP BY r.reasons, COALESCE(a.audit_rate, a.pi, r.audit_rate),
                CASE WHEN r.u < COALESCE(a.audit_rate, a.pi, r.audit_rate) THEN TRUE ELSE FALSE END
            """)
    @RegisterConstructorMapper(ReviewCount.class)
    List<ReviewCount> reviews(
            @Bind("pipeline") PipelineName pipeline,
            @Bind("fromHour") long fromHour,
            @Bind("toHour") long toHour,
            @Bind("longest") double longestSeconds);

    @SqlQuery("""
            SELECT COUNT(*) AS judgments, COALESCE(SUM(cost_micros), 0) AS cost_micros FROM judgment
            WHERE pipeline = :pipeline AND hour >= :fromHour AND hour < :toHour
            """)
    @RegisterConstructorMapper(Judged.class)
    Judged judged(
            @Bind("pipeline") PipelineName pipeline, @Bind("fromHour") long fromHour, @Bind("toHour") long toHour);

    /// @param from the least id of the period
    /// @param to the least after it
    @SqlQuery("""
            SELECT COUNT(*) FROM golden_item
            WHERE pipeline = :pipeline AND state = 'golden' AND id >= :from AND id < :to AND kind <> 'rejection'
            """)
    long admitted(@Bind("pipeline") PipelineName pipeline, @Bind("from") String from, @Bind("to") String to);
}

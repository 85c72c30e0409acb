package dev.touchstone.backend.quality.release;

import dev.touchstone.api.id.PipelineName;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

interface ReleaseDao {
    /// Judged by the rules' own draw and nothing else, and before people had decided: what is judged in any
    /// other way is never released. In the order in which the reviews were opened.
    @SqlQuery("""
            SELECT r.policy_version, j.score, r.u, r.audit_rate, j.pi AS judge_rate,
                CASE WHEN r.state = 'open' AND r.due_at_ms > :now THEN TRUE ELSE FALSE END AS waiting, d.action
            FROM review r
            JOIN judgment j ON j.output_id = r.output_id AND j.version_id = :version
            LEFT JOIN decision d ON d.id = r.decision_id
            WHERE r.pipeline = :pipeline AND r.hour >= :fromHour AND r.hour < :toHour AND j.verdict = 'approve'
                AND j.ruled = TRUE AND (d.decided_at_ms IS NULL OR d.decided_at_ms >= j.judged_at_ms)
                AND r.second_look_of IS NULL AND r.reasons IN ('low_confidence', 'missing_confidence',
                    'low_confidence,random_audit', 'missing_confidence,random_audit')
            ORDER BY r.id
            """)
    @RegisterConstructorMapper(Releasable.class)
    List<Releasable> approved(
            @Bind("pipeline") PipelineName pipeline,
            @Bind("version") String version,
            @Bind("fromHour") long fromHour,
            @Bind("toHour") long toHour,
            @Bind("now") long nowMs);
}

package dev.touchstone.backend.quality.release;

import dev.touchstone.api.id.PipelineName;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

interface ReleaseDao {
    /// An output that a judge version approves and that is doubtful for its confidence alone.
    ///
    /// @param score the judge's, 0.5 to 1
    /// @param overdue whether its review should have been decided, and was not
    /// @param action of the decision in force; null while there is none
    record Approved(
            double score,
            double u,
            double auditRate,
            boolean overdue,
            @Nullable String action) {
        boolean audited(double rate) {
            return u < rate;
        }

        /// Whether people have answered, or should have.
        boolean counts() {
            return action != null || overdue;
        }
    }

    /// Judged by design, with pi above 0: what somebody chose to have judged is no fair sample.
    @SqlQuery("""
            SELECT j.score, r.u, r.audit_rate,
                CASE WHEN r.state = 'open' AND r.due_at_ms > :now THEN FALSE ELSE TRUE END AS overdue, d.action
            FROM review r
            JOIN judgment j ON j.output_id = r.output_id AND j.version_id = :version
            LEFT JOIN decision d ON d.id = r.decision_id
            WHERE r.pipeline = :pipeline AND r.hour >= :fromHour AND r.hour < :toHour AND j.verdict = 'approve'
                AND j.pi > 0 AND r.second_look_of IS NULL AND r.reasons IN ('low_confidence', 'missing_confidence',
                    'low_confidence,random_audit', 'missing_confidence,random_audit')
            ORDER BY r.id
            """)
    @RegisterConstructorMapper(Approved.class)
    List<Approved> approved(
            @Bind("pipeline") PipelineName pipeline,
            @Bind("version") String version,
            @Bind("fromHour") long fromHour,
            @Bind("toHour") long toHour,
            @Bind("now") long nowMs);
}

package dev.touchstone.backend.quality.check;

import dev.touchstone.api.id.PipelineName;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

interface CheckedAuditDao {
    /// An output that the random audit drew, that people decided, and that a check gave a score.
    ///
    /// @param rate of the audit, in (0, 1]
    record Audited(double score, double rate, String action) {}

    @SqlQuery("""
            SELECT c.score, r.audit_rate AS rate, d.action
            FROM review r JOIN decision d ON d.id = r.decision_id JOIN self_check c ON c.output_id = r.output_id
            WHERE r.pipeline = :pipeline AND r.hour >= :fromHour AND r.hour < :toHour AND r.u < r.audit_rate
                AND r.second_look_of IS NULL AND c.score IS NOT NULL AND c.check_version = :version
            ORDER BY r.id
            """)
    @RegisterConstructorMapper(Audited.class)
    List<Audited> audited(
            @Bind("pipeline") PipelineName pipeline,
            @Bind("fromHour") long fromHour,
            @Bind("toHour") long toHour,
            @Bind("version") String version);

    /// The version that scored the newest audited output.
    @SqlQuery("""
            SELECT c.check_version FROM review r JOIN self_check c ON c.output_id = r.output_id
            WHERE r.pipeline = :pipeline AND r.hour >= :fromHour AND r.hour < :toHour AND r.u < r.audit_rate
                AND c.score IS NOT NULL
            ORDER BY r.hour DESC, c.settled_at_ms DESC LIMIT 1
            """)
    Optional<String> version(
            @Bind("pipeline") PipelineName pipeline, @Bind("fromHour") long fromHour, @Bind("toHour") long toHour);
}

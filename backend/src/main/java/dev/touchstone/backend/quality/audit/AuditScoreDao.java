package dev.touchstone.backend.quality.audit;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

interface AuditScoreDao {
    /// Outputs of a step of confidence.
    record Bin(int bin, long outputs) {}

    @SqlQuery("""
            SELECT bin, SUM(outputs) AS outputs FROM confidence_rollup
            WHERE pipeline = :pipeline AND day >= :fromDay AND day < :toDay GROUP BY bin
            """)
    @RegisterConstructorMapper(Bin.class)
    List<Bin> confidences(
            @Bind("pipeline") PipelineName pipeline, @Bind("fromDay") long fromDay, @Bind("toDay") long toDay);

    /// Outputs that the judge's share gave one score.
    record Scored(double score, long outputs) {}

    /// Without what rules send to people anyway. It reads the judgments of some days; nothing waits for it.
    @SqlQuery("""
            SELECT j.score, COUNT(*) AS outputs FROM judgment j JOIN output o ON o.id = j.output_id
            WHERE j.pipeline = :pipeline AND j.hour >= :fromHour AND j.hour < :toHour AND j.score IS NOT NULL
                AND j.reasons LIKE '%share%' AND (o.reasons = '' OR o.reasons = 'random_audit')
            GROUP BY j.score
            """)
    @RegisterConstructorMapper(Scored.class)
    List<Scored> scores(
            @Bind("pipeline") PipelineName pipeline, @Bind("fromHour") long fromHour, @Bind("toHour") long toHour);

    /// The judge's score of an output that the audit drew.
    record Judged(OutputId outputId, double score) {}

    /// The latest comes last.
    @SqlQuery("""
            SELECT r.output_id, j.score FROM review r JOIN judgment j ON j.output_id = r.output_id
            WHERE r.pipeline = :pipeline AND r.hour >= :fromHour AND r.hour < :toHour AND r.u < r.audit_rate
                AND j.score IS NOT NULL AND j.reasons LIKE '%share%'
            ORDER BY j.judged_at_ms, j.id
            """)
    @RegisterConstructorMapper(Judged.class)
    List<Judged> judged(
            @Bind("pipeline") PipelineName pipeline, @Bind("fromHour") long fromHour, @Bind("toHour") long toHour);
}

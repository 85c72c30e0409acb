package dev.touchstone.backend.quality.calibration;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.backend.quality.calibration.Calibrated.Count;
import dev.touchstone.backend.quality.calibration.Calibrated.Drawn;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/// Reads judgments and reviews, never outputs.
interface CalibrationDao {
    /// The version made last comes first.
    @SqlQuery("""
            SELECT j.version_id, v.model AS judge_model, j.policy_version, j.stratum, j.verdict, MIN(j.pi) AS pi,
                COUNT(*) AS outputs
            FROM judgment j JOIN judge_version v ON v.id = j.version_id
            WHERE j.pipeline = :pipeline AND j.hour >= :fromHour AND j.hour < :toHour AND j.reasons LIKE '%share%'
            GROUP BY v.created_at_ms, j.version_id, v.model, j.policy_version, j.stratum, j.verdict
            ORDER BY v.created_at_ms DESC, j.version_id, j.policy_version, j.stratum, j.verdict
            """)
    @RegisterConstructorMapper(Count.class)
    List<Count> counts(
            @Bind("pipeline") PipelineName pipeline, @Bind("fromHour") long fromHour, @Bind("toHour") long toHour);

    @SqlQuery("""
            SELECT r.output_id, j.version_id, r.policy_version, r.stratum, j.verdict, j.reasons LIKE '%share%' AS shared,
                r.u, r.pi, r.audit_rate, d.action
            FROM review r
            JOIN judgment j ON j.output_id = r.output_id
            LEFT JOIN decision d ON d.id = r.decision_id
            WHERE r.pipeline = :pipeline AND r.hour >= :fromHour AND r.hour < :toHour AND r.u < r.pi
                AND j.verdict IS NOT NULL
            ORDER BY r.id
            """)
    @RegisterConstructorMapper(Drawn.class)
    List<Drawn> drawn(
            @Bind("pipeline") PipelineName pipeline, @Bind("fromHour") long fromHour, @Bind("toHour") long toHour);

    @SqlQuery("SELECT COUNT(*) FROM judge_version WHERE id = :id AND pipeline = :pipeline")
    int known(@Bind("pipeline") PipelineName pipeline, @Bind("id") String id);
}

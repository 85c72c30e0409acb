package dev.touchstone.backend.quality.calibration;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.backend.quality.calibration.Calibrated.Count;
import dev.touchstone.backend.quality.calibration.Calibrated.Drawn;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

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
                AND r.second_look_of IS NULL
            ORDER BY r.id
            """)
    @RegisterConstructorMapper(Drawn.class)
    List<Drawn> drawn(
            @Bind("pipeline") PipelineName pipeline, @Bind("fromHour") long fromHour, @Bind("toHour") long toHour);

    /// A judge version and when it was made.
    record Made(String id, String model, long createdAtMs) {}

    /// Oldest first.
    @SqlQuery("""
            SELECT id, model, created_at_ms FROM judge_version WHERE pipeline = :pipeline ORDER BY created_at_ms, id
            """)
    @RegisterConstructorMapper(Made.class)
    List<Made> versions(@Bind("pipeline") PipelineName pipeline);

    /// Outputs of the judge's share of an hour that no version has recorded anything about.
    record Silent(long hour, int policyVersion, String stratum, double share, long outputs) {}

    @SqlQuery("""
            SELECT s.hour, s.policy_version, s.stratum, s.share, s.outputs - COALESCE(g.given, 0) AS outputs
            FROM judge_share s
            LEFT JOIN (
                SELECT hour, policy_version, stratum, COUNT(DISTINCT output_id) AS given FROM judgment
                WHERE pipeline = :pipeline AND hour >= :fromHour AND hour < :toHour AND reasons LIKE '%share%'
                GROUP BY hour, policy_version, stratum) g
                ON g.hour = s.hour AND g.policy_version = s.policy_version AND g.stratum = s.stratum
            WHERE s.pipeline = :pipeline AND s.hour >= :fromHour AND s.hour < :toHour
                AND s.outputs > COALESCE(g.given, 0)
            ORDER BY s.hour, s.policy_version, s.stratum
            """)
    @RegisterConstructorMapper(Silent.class)
    List<Silent> silent(
            @Bind("pipeline") PipelineName pipeline, @Bind("fromHour") long fromHour, @Bind("toHour") long toHour);

    /// Of these outputs, one that is under review by design.
    record SilentDrawn(
            OutputId outputId,
            long hour,
            int policyVersion,
            String stratum,
            double u,
            double pi,
            double auditRate,
            @Nullable String action) {}

    @SqlQuery("""
            SELECT r.output_id, r.hour, r.policy_version, r.stratum, r.u, r.pi, r.audit_rate, d.action
            FROM review r
            JOIN judge_share s ON s.pipeline = r.pipeline AND s.hour = r.hour AND s.policy_version = r.policy_version
                AND s.stratum = r.stratum AND r.u < s.share
            LEFT JOIN decision d ON d.id = r.decision_id
            WHERE r.pipeline = :pipeline AND r.hour >= :fromHour AND r.hour < :toHour AND r.u < r.pi
                AND r.second_look_of IS NULL
                AND NOT EXISTS (SELECT 1 FROM judgment j WHERE j.output_id = r.output_id AND j.reasons LIKE '%share%')
            ORDER BY r.id
            """)
    @RegisterConstructorMapper(SilentDrawn.class)
    List<SilentDrawn> silentDrawn(
            @Bind("pipeline") PipelineName pipeline, @Bind("fromHour") long fromHour, @Bind("toHour") long toHour);

    @SqlQuery("SELECT COUNT(*) FROM judge_version WHERE id = :id AND pipeline = :pipeline")
    int known(@Bind("pipeline") PipelineName pipeline, @Bind("id") String id);
}

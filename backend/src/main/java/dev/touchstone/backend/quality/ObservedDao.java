package dev.touchstone.backend.quality;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.backend.quality.estimate.PopulationCount;
import dev.touchstone.backend.quality.estimate.ReviewFact;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterRowMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindList;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/// Reads what estimates need. Its cost grows with reviews and counters, never with outputs.
interface ObservedDao {
    /// Reviews that a route with a known probability drew: the key lies below π, or a sample drew it. Others
    /// (asked for, complained about) have no probability and stay outside every estimate. What got its band by
    /// a later score has the band's, also where a sample drew it between the two.
    ///
    /// @param attributes whether to read what decisions say of them: most of what a row costs
    @SqlQuery("""
            SELECT r.output_id, r.policy_version, r.stratum, r.model, r.prompt_version, r.confidence, r.cluster_key,
                r.few_shot, r.u,
                COALESCE(a.pi, r.pi) AS pi,
                CASE WHEN r.sample_pi > COALESCE(a.pi, r.pi) THEN r.sample_pi ELSE COALESCE(a.pi, r.pi) END AS inclusion,
                COALESCE(a.audit_rate, a.pi, r.audit_rate) AS audit_rate, r.state,
                r.due_at_ms, d.action, CASE WHEN :attributes THEN d.outcomes END AS outcomes, :now AS now_ms
            FROM review r LEFT JOIN decision d ON d.id = r.decision_id
                LEFT JOIN audit_draw a ON a.output_id = r.output_id
            WHERE r.pipeline = :pipeline AND r.hour >= :fromHour AND r.hour < :toHour
                AND (r.u < r.pi OR r.sample_pi IS NOT NULL)
            ORDER BY r.id
            """)
    @RegisterRowMapper(ReviewFactMapper.class)
    List<ReviewFact> reviews(
            @Bind("pipeline") PipelineName pipeline,
            @Bind("fromHour") long fromHour,
            @Bind("toHour") long toHour,
            @Bind("now") long nowMs,
            @Bind("attributes") boolean attributes);

    /// Members of samples that nobody could review, because retention had removed their text: drawn and never answered.
    /// A seeded sample is estimated by itself, so its members are none. A judge's sample has none either.
    @SqlQuery("""
            SELECT o.id AS output_id, o.policy_version, o.stratum, o.model, o.prompt_version, o.confidence, o.cluster_key,
                o.few_shot, o.u,
                COALESCE(a.pi, o.pi) AS pi,
                CASE WHEN m.pi > COALESCE(a.pi, o.pi) THEN m.pi ELSE COALESCE(a.pi, o.pi) END AS inclusion,
                COALESCE(a.audit_rate, a.pi, o.audit_rate) AS audit_rate, 'expired' AS state, 0 AS due_at_ms, NULL AS action,
                NULL AS outcomes, 0 AS now_ms
            FROM sample s JOIN sample_member m ON m.sample_id = s.id JOIN output o ON o.id = m.output_id
            LEFT JOIN audit_draw a ON a.output_id = o.id
            WHERE s.pipeline = :pipeline AND s.from_hour < :toHour AND s.to_hour > :fromHour AND s.start_key = 0
                AND s.audience <> 'judge'
                AND m.review_id IS NULL AND o.hour >= :fromHour AND o.hour < :toHour
            ORDER BY o.id
            """)
    @RegisterRowMapper(ReviewFactMapper.class)
    List<ReviewFact> unreviewable(
            @Bind("pipeline") PipelineName pipeline, @Bind("fromHour") long fromHour, @Bind("toHour") long toHour);

    /// Of some outputs, as they were posted, without the long ones and those that retention has removed.
    @SqlQuery("SELECT body FROM output WHERE id IN (<ids>) AND LENGTH(body) <= :longest")
    List<String> bodies(@BindList("ids") List<String> ids, @Bind("longest") int longest);

    /// Outputs whose score came after them stand at the rate of their band. Those with examples are counted among all
    /// and once more by themselves, and so are taken out of the others.
    @SqlQuery("""
            SELECT stratum, policy_version, model, prompt_version, inclusion, few_shot, SUM(outputs) AS outputs
            FROM (
                SELECT stratum, policy_version, model, prompt_version, pi AS inclusion, 0 AS few_shot, outputs FROM rollup
                WHERE pipeline = :pipeline AND hour >= :fromHour AND hour < :toHour
                UNION ALL
                SELECT stratum, policy_version, model, prompt_version, pi AS inclusion, 0 AS few_shot, outputs
                FROM audit_scored
                WHERE pipeline = :pipeline AND hour >= :fromHour AND hour < :toHour
                UNION ALL
                SELECT stratum, policy_version, model, prompt_version, intake_pi AS inclusion, 0 AS few_shot,
                    -outputs AS outputs
                FROM audit_scored
                WHERE pipeline = :pipeline AND hour >= :fromHour AND hour < :toHour
                UNION ALL
                SELECT stratum, policy_version, model, prompt_version, pi AS inclusion, 0 AS few_shot,
                    -outputs AS outputs
                FROM few_shot_rollup
                WHERE pipeline = :pipeline AND hour >= :fromHour AND hour < :toHour
                UNION ALL
                SELECT stratum, policy_version, model, prompt_version, pi AS inclusion, 1 AS few_shot, outputs
                FROM few_shot_rollup
                WHERE pipeline = :pipeline AND hour >= :fromHour AND hour < :toHour) AS counted
            GROUP BY stratum, policy_version, model, prompt_version, inclusion, few_shot
            HAVING SUM(outputs) > 0
            """)
    @RegisterRowMapper(PopulationCountMapper.class)
    List<PopulationCount> population(
            @Bind("pipeline") PipelineName pipeline, @Bind("fromHour") long fromHour, @Bind("toHour") long toHour);
}

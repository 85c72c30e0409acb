package dev.touchstone.backend.quality;

import dev.touchstone.backend.quality.estimate.PopulationCount;
import dev.touchstone.backend.quality.estimate.ReviewFact;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.config.RegisterRowMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/// Reads what estimates need. Its cost grows with reviews and counters, never with outputs.
interface ObservedDao {
    /// Reviews that a route with a known probability drew: the key lies below π, or a sample drew it. Others (asked
    /// for, complained about) have no probability and stay outside every estimate.
    @SqlQuery("""
            SELECT r.output_id, r.policy_version, r.stratum, r.model, r.prompt_version, r.confidence, r.u, r.pi,
                CASE WHEN r.sample_pi > r.pi THEN r.sample_pi ELSE r.pi END AS inclusion, r.audit_rate, r.state, r.due_at_ms, d.action, d.outcomes, :now AS now_ms
            FROM review r LEFT JOIN decision d ON d.id = r.decision_id
            WHERE r.pipeline = :pipeline AND r.hour >= :fromHour AND r.hour < :toHour
                AND (r.u < r.pi OR r.sample_pi IS NOT NULL)
            ORDER BY r.id
            """)
    @RegisterRowMapper(ReviewFactMapper.class)
    List<ReviewFact> reviews(
            @Bind("pipeline") String pipeline,
            @Bind("fromHour") long fromHour,
            @Bind("toHour") long toHour,
            @Bind("now") long nowMs);

    @SqlQuery("""
            SELECT stratum, policy_version, model, prompt_version, pi AS inclusion, SUM(outputs) AS outputs
            FROM rollup WHERE pipeline = :pipeline AND hour >= :fromHour AND hour < :toHour
            GROUP BY stratum, policy_version, model, prompt_version, pi
            """)
    @RegisterConstructorMapper(PopulationCount.class)
    List<PopulationCount> population(
            @Bind("pipeline") String pipeline, @Bind("fromHour") long fromHour, @Bind("toHour") long toHour);
}

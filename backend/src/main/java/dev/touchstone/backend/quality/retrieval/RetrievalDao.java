package dev.touchstone.backend.quality.retrieval;

import dev.touchstone.api.id.PipelineName;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/// Reads reviews and decisions, never outputs.
interface RetrievalDao {
    /// Decisions in force of reviews that a route with a known probability drew, in their order: of an output that was
    /// reviewed again the latest counts, as in every estimate.
    @SqlQuery("""
            SELECT r.output_id, d.reason, d.sources
            FROM review r JOIN decision d ON d.id = r.decision_id
            WHERE r.pipeline = :pipeline AND r.hour >= :fromHour AND r.hour < :toHour
                AND (r.u < r.pi OR r.sample_pi IS NOT NULL)
            ORDER BY r.id
            """)
    @RegisterConstructorMapper(SourceVerdict.class)
    List<SourceVerdict> verdicts(
            @Bind("pipeline") PipelineName pipeline, @Bind("fromHour") long fromHour, @Bind("toHour") long toHour);
}

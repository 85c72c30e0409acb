package dev.touchstone.backend.report;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewerId;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/// Counts of what people and the judge did about the outputs of some hours. Its cost grows with reviews and
/// judgments, never with outputs.
interface WeekDao {
    /// @param reason the id of the reason; null when none was given
    /// @param inTime of those reviews, decided before they were due
    record Verdict(String action, @Nullable String reason, long reviews, long inTime) {}

    @SqlQuery("""
            SELECT d.action, d.reason, COUNT(*) AS reviews,
                SUM(CASE WHEN d.decided_at_ms <= r.due_at_ms THEN 1 ELSE 0 END) AS in_time
            FROM review r JOIN decision d ON d.id = r.decision_id
            WHERE r.pipeline = :pipeline AND r.hour >= :fromHour AND r.hour < :toHour
            GROUP BY d.action, d.reason ORDER BY reviews DESC, d.action, d.reason
            """)
    @RegisterConstructorMapper(Verdict.class)
    List<Verdict> verdicts(
            @Bind("pipeline") PipelineName pipeline, @Bind("fromHour") long fromHour, @Bind("toHour") long toHour);

    @SqlQuery("""
            SELECT COUNT(DISTINCT output_id) FROM review
            WHERE pipeline = :pipeline AND hour >= :fromHour AND hour < :toHour AND decision_id IS NOT NULL
            """)
    long decidedOutputs(
            @Bind("pipeline") PipelineName pipeline, @Bind("fromHour") long fromHour, @Bind("toHour") long toHour);

    /// @param reasons of one kind of route, comma-separated
    record Routed(String reasons, long reviews) {}

    @SqlQuery("""
            SELECT reasons, COUNT(*) AS reviews FROM review
            WHERE pipeline = :pipeline AND hour >= :fromHour AND hour < :toHour
            GROUP BY reasons ORDER BY reviews DESC, reasons
            """)
    @RegisterConstructorMapper(Routed.class)
    List<Routed> routed(
            @Bind("pipeline") PipelineName pipeline, @Bind("fromHour") long fromHour, @Bind("toHour") long toHour);

    /// @param costMicros millionths of the price table's unit
    record Judged(long judgments, long costMicros) {}

    @SqlQuery("""
            SELECT COUNT(*) AS judgments, COALESCE(SUM(cost_micros), 0) AS cost_micros FROM judgment
            WHERE pipeline = :pipeline AND hour >= :fromHour AND hour < :toHour
            """)
    @RegisterConstructorMapper(Judged.class)
    Judged judged(
            @Bind("pipeline") PipelineName pipeline, @Bind("fromHour") long fromHour, @Bind("toHour") long toHour);

    /// @param reviews with a decision of theirs in force
    record Work(ReviewerId reviewer, @Nullable String name, long reviews) {}

    /// What was decided between two moments, whatever week the outputs are of.
    @SqlQuery("""
            SELECT d.reviewer, MAX(d.reviewer_name) AS name, COUNT(*) AS reviews
            FROM decision d JOIN review r ON r.id = d.review_id AND r.decision_id = d.id
            WHERE d.pipeline = :pipeline AND d.decided_at_ms >= :fromMs AND d.decided_at_ms < :toMs
            GROUP BY d.reviewer ORDER BY reviews DESC, d.reviewer
            """)
    @RegisterConstructorMapper(Work.class)
    List<Work> work(@Bind("pipeline") PipelineName pipeline, @Bind("fromMs") long fromMs, @Bind("toMs") long toMs);
}

package dev.touchstone.backend.quality.committee;

import dev.touchstone.api.id.PipelineName;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/// Reads cases, answers and reviews, never outputs.
interface CommitteeFiguresDao {
    /// Outputs of the random share.
    record Cases(long waiting, long undecided, long agreeing, long disagreeing) {}

    /// Disagreements that people decided, and those that they were or are to decide.
    record Decided(long decided, long wrong, long open) {}

    record Model(String name, long answered, long failed, long differing, long costMicros) {}

    @SqlQuery("""
            SELECT COALESCE(SUM(CASE WHEN settled_at_ms IS NULL THEN 1 ELSE 0 END), 0) AS waiting,
                COALESCE(SUM(CASE WHEN settled_at_ms IS NOT NULL AND disagrees IS NULL THEN 1 ELSE 0 END), 0)
                    AS undecided,
                COALESCE(SUM(CASE WHEN disagrees = FALSE THEN 1 ELSE 0 END), 0) AS agreeing,
                COALESCE(SUM(CASE WHEN disagrees = TRUE THEN 1 ELSE 0 END), 0) AS disagreeing
            FROM committee_case
            WHERE pipeline = :pipeline AND hour >= :fromHour AND hour < :toHour AND pi > 0
            """)
    @RegisterConstructorMapper(Cases.class)
    Cases cases(@Bind("pipeline") PipelineName pipeline, @Bind("fromHour") long fromHour, @Bind("toHour") long toHour);

    @SqlQuery("""
            SELECT COUNT(d.id) AS decided,
                COALESCE(SUM(CASE WHEN d.id IS NULL OR d.action = 'approve' THEN 0 ELSE 1 END), 0) AS wrong,
                COUNT(*) - COUNT(d.id) AS open
            FROM review r
            JOIN committee_case c ON c.output_id = r.output_id
            LEFT JOIN decision d ON d.id = r.decision_id
            WHERE r.pipeline = :pipeline AND r.hour >= :fromHour AND r.hour < :toHour AND c.disagrees = TRUE
                AND r.second_look_of IS NULL
            """)
    @RegisterConstructorMapper(Decided.class)
    Decided decided(
            @Bind("pipeline") PipelineName pipeline, @Bind("fromHour") long fromHour, @Bind("toHour") long toHour);

    /// Answers of the outputs that [#cases] counts as settled; the cost is that of all.
    @SqlQuery("""
            SELECT a.model AS name,
                SUM(CASE WHEN c.pi > 0 AND c.settled_at_ms IS NOT NULL AND a.agrees IS NOT NULL THEN 1 ELSE 0 END)
                    AS answered,
                SUM(CASE WHEN c.pi > 0 AND c.settled_at_ms IS NOT NULL AND a.failure IS NOT NULL THEN 1 ELSE 0 END)
                    AS failed,
                SUM(CASE WHEN c.pi > 0 AND c.settled_at_ms IS NOT NULL AND a.agrees = FALSE THEN 1 ELSE 0 END)
                    AS differing,
                SUM(a.cost_micros) AS cost_micros
            FROM committee_case c JOIN committee_answer a ON a.output_id = c.output_id
            WHERE c.pipeline = :pipeline AND c.hour >= :fromHour AND c.hour < :toHour
            GROUP BY a.model ORDER BY a.model
            """)
    @RegisterConstructorMapper(Model.class)
    List<Model> models(
            @Bind("pipeline") PipelineName pipeline, @Bind("fromHour") long fromHour, @Bind("toHour") long toHour);
}

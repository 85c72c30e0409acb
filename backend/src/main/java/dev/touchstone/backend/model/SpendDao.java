package dev.touchstone.backend.model;

import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/// What calls of models cost, by week and by who asked.
interface SpendDao {
    /// @param versionId a judge version, or what stands for another user of a model
    @SqlUpdate("""
            INSERT INTO judge_spend (week, version_id, calls, input_tokens, output_tokens, cost_micros, last_at_ms)
            VALUES (:week, :versionId, 1, :inputTokens, :outputTokens, :costMicros, :judgedAtMs)
            ON CONFLICT (week, version_id) DO UPDATE SET
                calls = judge_spend.calls + 1,
                input_tokens = judge_spend.input_tokens + excluded.input_tokens,
                output_tokens = judge_spend.output_tokens + excluded.output_tokens,
                cost_micros = judge_spend.cost_micros + excluded.cost_micros,
                last_at_ms = excluded.last_at_ms
            """)
    void spend(
            @Bind("week") long week,
            @Bind("versionId") String versionId,
            @Bind("inputTokens") long inputTokens,
            @Bind("outputTokens") long outputTokens,
            @Bind("costMicros") long costMicros,
            @Bind("judgedAtMs") long judgedAtMs);

    @SqlQuery("SELECT COALESCE(SUM(cost_micros), 0) FROM judge_spend WHERE week = :week")
    long spentMicros(@Bind("week") long week);

    /// When the judge answered last, well or badly; 0 when it never has.
    @SqlQuery("SELECT COALESCE(MAX(last_at_ms), 0) FROM judge_spend WHERE version_id LIKE 'jv-%'")
    long lastFinishedMs();
}

package dev.touchstone.backend.judge.judgment;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindList;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

@RegisterConstructorMapper(JudgmentRow.class)
public interface JudgmentDao {
    String COLUMNS = """
            id, output_id, version_id, pipeline, hour, policy_version, stratum, model, prompt_version, u, pi, reasons,
            verdict, score, detail, failure, attempts, input_tokens, output_tokens, cost_micros, latency_ms,
            judged_at_ms, truncated, tokens_estimated""";

    /// Adds what a call brought. A verdict that is there stays; what calls cost adds up. What the rules drew stays
    /// so, whoever had asked before.
    ///
    /// @param ruled whether the verdict came of the policy's own rules alone
    @SqlUpdate("INSERT INTO judgment (" + COLUMNS + """
            , ruled)
            VALUES (:id, :outputId, :versionId, :pipeline, :about.hour, :about.policyVersion, :about.stratum,
                :about.model, :about.promptVersion, :draw.u,
                :draw.pi, :draw.reasons, :answer.verdict, :answer.score, :answer.detail, :answer.failure,
                :effort.attempts, :effort.inputTokens, :effort.outputTokens,
                :effort.costMicros, :effort.latencyMs, :effort.judgedAtMs, :truncated, :effort.tokensEstimated,
                :ruled)
            ON CONFLICT (output_id, version_id) DO UPDATE SET
                pi = CASE WHEN excluded.reasons LIKE '%share%' OR excluded.reasons LIKE '%low_confidence%'
                    THEN excluded.pi ELSE judgment.pi END,
                reasons = CASE WHEN excluded.reasons LIKE '%share%' OR excluded.reasons LIKE '%low_confidence%'
                    THEN excluded.reasons ELSE judgment.reasons END,
                ruled = CASE WHEN judgment.verdict IS NULL THEN excluded.ruled ELSE judgment.ruled END,
                verdict = COALESCE(judgment.verdict, excluded.verdict),
                score = COALESCE(judgment.score, excluded.score),
                detail = COALESCE(judgment.detail, excluded.detail),
                failure = CASE WHEN judgment.verdict IS NULL THEN excluded.failure ELSE NULL END,
                attempts = judgment.attempts + 1,
                input_tokens = judgment.input_tokens + excluded.input_tokens,
                output_tokens = judgment.output_tokens + excluded.output_tokens,
                cost_micros = judgment.cost_micros + excluded.cost_micros,
                latency_ms = excluded.latency_ms,
                truncated = CASE WHEN judgment.verdict IS NULL THEN excluded.truncated ELSE judgment.truncated END,
                tokens_estimated = CASE WHEN excluded.tokens_estimated = TRUE THEN TRUE
                    ELSE judgment.tokens_estimated END,
                judged_at_ms = excluded.judged_at_ms
            """)
    void add(@BindMethods JudgmentRow row, @Bind("ruled") boolean ruled);

    /// Takes away what a judge wrote of one output. That a call failed stays, not why.
    ///
    /// @return how many judgments lost words
    @SqlUpdate("""
            UPDATE judgment SET detail = NULL, failure = CASE WHEN failure IS NULL THEN NULL ELSE 'erased' END
            WHERE output_id = :outputId AND (detail IS NOT NULL OR failure IS NOT NULL AND failure <> 'erased')
            """)
    int erase(@Bind("outputId") OutputId outputId);

    /// Says of a judgment that somebody had asked for that the rules would have drawn its output too.
    @SqlUpdate("""
            UPDATE judgment SET pi = :pi, reasons = :reasons WHERE output_id = :outputId AND version_id = :version
            """)
    void drawn(
            @Bind("outputId") OutputId outputId,
            @Bind("version") String version,
            @Bind("pi") double pi,
            @Bind("reasons") String reasons);

    @RegisterConstructorMapper(JudgeVerdicts.Row.class)
    @SqlQuery("""
            SELECT output_id, verdict, detail FROM judgment
            WHERE pipeline = :population AND verdict IS NOT NULL ORDER BY judged_at_ms, id
            """)
    List<JudgeVerdicts.Row> verdicts(@Bind("population") PipelineName population);

    @SqlQuery("SELECT COUNT(DISTINCT output_id) FROM judgment WHERE pipeline = :population AND verdict IS NOT NULL")
    long judged(@Bind("population") PipelineName population);

    @SqlQuery("SELECT " + COLUMNS + " FROM judgment WHERE output_id = :outputId AND version_id = :version")
    Optional<JudgmentRow> find(@Bind("outputId") OutputId outputId, @Bind("version") String version);

    /// Of some outputs, those that a version gave a verdict on.
    @SqlQuery("""
            SELECT output_id FROM judgment
            WHERE version_id = :version AND verdict IS NOT NULL AND output_id IN (<ids>)
            """)
    List<OutputId> judged(@Bind("version") String version, @BindList("ids") List<OutputId> outputIds);

    @SqlQuery("SELECT " + COLUMNS + " FROM judgment WHERE output_id = :outputId ORDER BY id")
    List<JudgmentRow> ofOutput(@Bind("outputId") OutputId outputId);

    @SqlQuery("""
            SELECT verdict FROM judgment WHERE output_id = :outputId AND verdict IS NOT NULL
            ORDER BY judged_at_ms DESC, id DESC LIMIT 1
            """)
    Optional<String> lastVerdict(@Bind("outputId") OutputId outputId);

    /// What a judge thinks of an output.
    record Said(String versionId, String verdict, double score) {}

    @SqlQuery("""
            SELECT version_id, verdict, score FROM judgment WHERE output_id = :outputId AND verdict IS NOT NULL
            ORDER BY judged_at_ms DESC, id DESC LIMIT 1
            """)
    @RegisterConstructorMapper(Said.class)
    Optional<Said> lastSaid(@Bind("outputId") OutputId outputId);

    /// Clears what was said of outputs with ids in a range, at most so many at once.
    @SqlUpdate("""
            UPDATE judgment SET detail = NULL WHERE id IN (
                SELECT id FROM judgment
                WHERE output_id > :afterId AND output_id < :beforeId AND pipeline || '' = :pipeline AND detail IS NOT NULL
                ORDER BY output_id LIMIT :limit)
            """)
    int clearDetails(
            @Bind("pipeline") PipelineName pipeline,
            @Bind("afterId") String afterId,
            @Bind("beforeId") String beforeId,
            @Bind("limit") int limit);
}

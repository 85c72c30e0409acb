package dev.touchstone.backend.judge.committee;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

@RegisterConstructorMapper(CommitteeRow.class)
@RegisterConstructorMapper(CommitteeRow.Member.class)
public interface CommitteeDao {
    String CASE = """
            output_id, pipeline, hour, pi, measure, raise_when, asked_at_ms, decide_by_ms, settled_at_ms, disagrees""";
    String MEMBER = """
            output_id, model, answer, agrees, failure, attempts, input_tokens, output_tokens, cost_micros, latency_ms,
            answered_at_ms""";

    @SqlUpdate("INSERT INTO committee_case (" + CASE + """
            )
            VALUES (:outputId, :pipeline, :hour, :pi, :rules.measure, :rules.raiseWhen, :times.askedAtMs,
                :times.decideByMs, :times.settledAtMs, :disagrees)
            ON CONFLICT (output_id) DO NOTHING
            """)
    int insert(@BindMethods CommitteeRow row);

    @SqlBatch("INSERT INTO committee_answer (" + MEMBER + """
            )
            VALUES (:outputId, :model, :said.answer, :said.agrees, :said.failure, :effort.attempts,
                :effort.inputTokens, :effort.outputTokens, :effort.costMicros,
                :effort.latencyMs, :answeredAtMs)
            """)
    void insertMembers(@BindMethods List<CommitteeRow.Member> members);

    @SqlQuery("SELECT " + CASE + " FROM committee_case WHERE output_id = :outputId")
    Optional<CommitteeRow> find(@Bind("outputId") OutputId outputId);

    @SqlQuery("SELECT " + CASE + " FROM committee_case WHERE output_id = :outputId <forUpdate>")
    Optional<CommitteeRow> lock(@Bind("outputId") OutputId outputId);

    @SqlQuery("SELECT " + MEMBER + " FROM committee_answer WHERE output_id = :outputId ORDER BY model")
    List<CommitteeRow.Member> members(@Bind("outputId") OutputId outputId);

    /// Adds what a call brought: what it said stays what it was unless it is given, and what calls cost adds up.
    @SqlUpdate("""
            UPDATE committee_answer SET answer = COALESCE(:said.answer, answer), agrees = :said.agrees, failure = :said.failure,
                attempts = attempts + :effort.attempts, input_tokens = input_tokens + :effort.inputTokens,
                output_tokens = output_tokens + :effort.outputTokens, cost_micros = cost_micros + :effort.costMicros,
                latency_ms = :effort.latencyMs, answered_at_ms = :answeredAtMs
            WHERE output_id = :outputId AND model = :model AND agrees IS NULL AND failure IS NULL
            """)
    int add(@BindMethods CommitteeRow.Member member);

    @SqlUpdate("""
            UPDATE committee_case SET settled_at_ms = :now, disagrees = :disagrees
            WHERE output_id = :outputId AND settled_at_ms IS NULL
            """)
    int settle(
            @Bind("outputId") OutputId outputId,
            @Bind("disagrees") @Nullable Boolean disagrees,
            @Bind("now") long nowMs);

    /// Takes away what other models wrote of one output.
    ///
    /// @return how many answers were there
    @SqlUpdate("""
            UPDATE committee_answer SET answer = NULL, failure = CASE WHEN failure IS NULL THEN NULL ELSE 'erased' END
            WHERE output_id = :outputId AND (answer IS NOT NULL OR failure IS NOT NULL AND failure <> 'erased')
            """)
    int erase(@Bind("outputId") OutputId outputId);

    /// Clears answers about outputs with ids in a range, at most so many at once.
    @SqlUpdate("""
            UPDATE committee_answer SET answer = NULL WHERE answer IS NOT NULL AND output_id IN (
                SELECT a.output_id FROM committee_answer a JOIN committee_case c ON c.output_id = a.output_id
                WHERE a.output_id > :afterId AND a.output_id < :beforeId AND c.pipeline || '' = :pipeline
                    AND a.answer IS NOT NULL
                ORDER BY a.output_id LIMIT :limit)
            """)
    int clearAnswers(
            @Bind("pipeline") PipelineName pipeline,
            @Bind("afterId") String afterId,
            @Bind("beforeId") String beforeId,
            @Bind("limit") int limit);
}

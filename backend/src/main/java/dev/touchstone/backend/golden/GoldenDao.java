package dev.touchstone.backend.golden;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

@RegisterConstructorMapper(GoldenDao.Row.class)
interface GoldenDao {
    record Row(
            String id,
            PipelineName pipeline,
            OutputId outputId,
            String externalId,
            ReviewId reviewId,
            String decisionId,
            String action,
            ReviewerId reviewer,
            @Nullable String model,
            @Nullable String promptVersion,
            @Nullable String query,
            @Nullable String context,
            @Nullable String systemPrompt,
            String output,
            String correctedOutput,
            long createdAtMs) {}

    @SqlUpdate("""
        INSERT INTO golden_example (id, pipeline, output_id, external_id, review_id, decision_id, action, reviewer,
            model, prompt_version, query, context, system_prompt, output, corrected_output, created_at_ms)
        VALUES (:id, :pipeline, :outputId, :externalId, :reviewId, :decisionId, :action, :reviewer,
            :model, :promptVersion, :query, :context, :systemPrompt, :output, :correctedOutput, :createdAtMs)
        """)
    void insert(@BindMethods Row row);

    @SqlUpdate("UPDATE golden_example SET withdrawn_at_ms = NULL WHERE decision_id = :decisionId")
    int restore(@Bind("decisionId") String decisionId);

    @SqlUpdate("""
        UPDATE golden_example SET withdrawn_at_ms = :now
        WHERE decision_id = :decisionId AND withdrawn_at_ms IS NULL
        """)
    int withdraw(@Bind("decisionId") String decisionId, @Bind("now") long nowMs);

    /// How large the rows of a page are.
    @SqlQuery("""
        SELECT octet_length(output) + octet_length(corrected_output) + COALESCE(octet_length(query), 0)
            + COALESCE(octet_length(context), 0) + COALESCE(octet_length(system_prompt), 0)
        FROM golden_example
        WHERE pipeline = :pipeline AND withdrawn_at_ms IS NULL AND id > :after
        ORDER BY id LIMIT :limit
        """)
    List<Long> sizes(@Bind("pipeline") PipelineName pipeline, @Bind("after") String after, @Bind("limit") int limit);

    @SqlQuery("""
        SELECT id, pipeline, output_id, external_id, review_id, decision_id, action, reviewer, model, prompt_version,
            query, context, system_prompt, output, corrected_output, created_at_ms
        FROM golden_example
        WHERE pipeline = :pipeline AND withdrawn_at_ms IS NULL AND id > :after
        ORDER BY id LIMIT :limit
        """)
    List<Row> page(@Bind("pipeline") PipelineName pipeline, @Bind("after") String after, @Bind("limit") int limit);
}

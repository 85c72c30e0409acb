package dev.touchstone.backend.output;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.result.ResultIterable;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindList;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.customizer.FetchSize;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

@RegisterConstructorMapper(OutputRow.class)
interface OutputDao {
    @SqlQuery("""
            SELECT id, pipeline, external_id, body_hash, received_at_ms, hour, policy_version, stratum, model,
                prompt_version, confidence, cluster_key, few_shot, u, pi, audit_rate, route, reasons, review_id, body
            FROM output WHERE id = :id
            """)
    Optional<OutputRow> find(@Bind("id") OutputId id);

    @SqlQuery("""
            SELECT id, pipeline, external_id, body_hash, received_at_ms, hour, policy_version, stratum, model,
                prompt_version, confidence, cluster_key, few_shot, u, pi, audit_rate, route, reasons, review_id, body
            FROM output WHERE id IN (<ids>)
            """)
    List<OutputRow> find(@BindList("ids") List<OutputId> ids);

    /// Without the texts.
    @RegisterConstructorMapper(OutputBrief.class)
    @SqlQuery("""
            SELECT id, pipeline, external_id, received_at_ms, hour, stratum, review_id FROM output WHERE id IN (<ids>)
            """)
    List<OutputBrief> briefs(@BindList("ids") Collection<OutputId> ids);

    @RegisterConstructorMapper(OutputBrief.class)
    @SqlQuery("""
            SELECT id, pipeline, external_id, received_at_ms, hour, stratum, review_id
            FROM output WHERE pipeline = :pipeline AND external_id IN (<externalIds>)
            """)
    List<OutputBrief> briefsNamed(
            @Bind("pipeline") PipelineName pipeline, @BindList("externalIds") Collection<String> externalIds);

    /// Read a few at a time: each may hold a long text.
    @FetchSize(16)
    @SqlQuery("""
            SELECT id, pipeline, external_id, body_hash, received_at_ms, hour, policy_version, stratum, model,
                prompt_version, confidence, cluster_key, few_shot, u, pi, audit_rate, route, reasons, review_id, body
            FROM output WHERE id IN (<ids>)
            """)
    ResultIterable<OutputRow> each(@BindList("ids") Collection<String> ids);

    @SqlQuery("""
            SELECT id, pipeline, external_id, body_hash, received_at_ms, hour, policy_version, stratum, model,
                prompt_version, confidence, cluster_key, few_shot, u, pi, audit_rate, route, reasons, review_id, body
            FROM output WHERE pipeline = :pipeline AND external_id = :externalId
            """)
    Optional<OutputRow> findExternal(@Bind("pipeline") PipelineName pipeline, @Bind("externalId") String externalId);

    @SqlQuery("""
            SELECT id, pipeline, external_id, body_hash, received_at_ms, hour, policy_version, stratum, model,
                prompt_version, confidence, cluster_key, few_shot, u, pi, audit_rate, route, reasons, review_id, body
            FROM output WHERE pipeline IN (<pipelines>) AND external_id = :externalId ORDER BY id DESC
            """)
    List<OutputRow> findExternal(
            @BindList("pipelines") List<PipelineName> pipelines, @Bind("externalId") String externalId);

    @SqlUpdate("""
            INSERT INTO few_shot_rollup (pipeline, hour, stratum, policy_version, model, prompt_version, pi, outputs)
            VALUES (:pipeline, :hour, :stratum, :policyVersion, :model, :promptVersion, :pi, :more)
            ON CONFLICT (pipeline, hour, stratum, policy_version, model, prompt_version, pi)
            DO UPDATE SET outputs = few_shot_rollup.outputs + excluded.outputs
            """)
    void countFewShot(
            @Bind("pipeline") PipelineName pipeline,
            @BindMethods OutputFacts facts,
            @Bind("pi") double pi,
            @Bind("more") int more);

    /// Joining the name to nothing keeps its index out of it: this is a range of ids, however many outputs the
    /// pipeline has.
    @SqlQuery("""
            SELECT id FROM output
            WHERE id > :afterId AND pipeline || '' = :pipeline AND hour >= :fromHour AND hour < :toHour AND body IS NOT NULL
            ORDER BY id LIMIT :limit
            """)
    List<OutputId> withText(
            @Bind("pipeline") PipelineName pipeline,
            @Bind("fromHour") long fromHour,
            @Bind("toHour") long toHour,
            @Bind("afterId") String afterId,
            @Bind("limit") int limit);

    @SqlUpdate("UPDATE output SET review_id = :reviewId WHERE id = :id AND review_id IS NULL")
    int giveReview(@Bind("id") OutputId id, @Bind("reviewId") ReviewId reviewId);

    @SqlUpdate("UPDATE output SET review_id = :reviewId WHERE id = :id AND review_id = :before")
    int replaceReview(@Bind("id") OutputId id, @Bind("before") ReviewId before, @Bind("reviewId") ReviewId reviewId);

    /// Ids ascend with time, so what is old is one range of the primary key; the name's own index would find all that
    /// the pipeline ever had.
    @SqlQuery("""
            UPDATE output SET body = NULL WHERE id IN (
                SELECT id FROM output
                WHERE id > :afterId AND id < :beforeId AND pipeline || '' = :pipeline AND body IS NOT NULL
                ORDER BY id LIMIT :limit)
            RETURNING id
            """)
    List<String> clearBodies(
            @Bind("pipeline") PipelineName pipeline,
            @Bind("afterId") String afterId,
            @Bind("beforeId") String beforeId,
            @Bind("limit") int limit);
}

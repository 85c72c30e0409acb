package dev.touchstone.backend.advice.routing;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

interface TopicDao {
    /// How queries were told apart.
    ///
    /// @param queries of how many it was learned
    /// @param model a [TopicModel] as JSON
    record ModelRow(int version, long learnedAtMs, int queries, String model) {}

    @SqlQuery("""
            SELECT version, learned_at_ms, queries, model FROM topic_model WHERE pipeline = :pipeline
            ORDER BY version DESC LIMIT 1
            """)
    @RegisterConstructorMapper(ModelRow.class)
    Optional<ModelRow> latest(@Bind("pipeline") PipelineName pipeline);

    /// Only the first of two that learn at once.
    ///
    /// @return 0 when the version was there already
    @SqlUpdate("""
            INSERT INTO topic_model (pipeline, version, learned_at_ms, queries, model)
            VALUES (:pipeline, :version, :learnedAtMs, :queries, :model) ON CONFLICT DO NOTHING
            """)
    int learn(
            @Bind("pipeline") PipelineName pipeline,
            @Bind("version") int version,
            @Bind("learnedAtMs") long learnedAtMs,
            @Bind("queries") int queries,
            @Bind("model") String model);

    /// Audited outputs, the newest first.
    @SqlQuery("""
            SELECT r.output_id FROM review r LEFT JOIN audit_draw a ON a.output_id = r.output_id
            WHERE r.pipeline = :pipeline AND r.hour >= :fromHour AND r.u < COALESCE(a.audit_rate, a.pi, r.audit_rate)
                AND r.second_look_of IS NULL
            ORDER BY r.hour DESC, r.output_id DESC LIMIT :most
            """)
    List<OutputId> audited(
            @Bind("pipeline") PipelineName pipeline, @Bind("fromHour") long fromHour, @Bind("most") int most);

    /// Those of no topic of this version yet.
    @SqlQuery("""
            SELECT r.output_id FROM review r LEFT JOIN audit_draw a ON a.output_id = r.output_id
                LEFT JOIN output_topic t ON t.output_id = r.output_id AND t.version = :version
            WHERE r.pipeline = :pipeline AND r.hour >= :fromHour AND r.u < COALESCE(a.audit_rate, a.pi, r.audit_rate)
                AND r.second_look_of IS NULL AND t.output_id IS NULL
            LIMIT :most
            """)
    List<OutputId> unassigned(
            @Bind("pipeline") PipelineName pipeline,
            @Bind("fromHour") long fromHour,
            @Bind("version") int version,
            @Bind("most") int most);

    @SqlUpdate("""
            INSERT INTO output_topic (output_id, version, topic) VALUES (:output, :version, :topic)
            ON CONFLICT (output_id) DO UPDATE SET version = excluded.version, topic = excluded.topic
            """)
    void assign(@Bind("output") OutputId output, @Bind("version") int version, @Bind("topic") int topic);

    /// Audited outputs of a period in the order in which they came, with the topic of this version; -1
    /// without one.
    @SqlQuery("""
            SELECT r.hour, r.model, r.prompt_version, r.u, COALESCE(a.audit_rate, a.pi, r.audit_rate) AS rate,
                COALESCE(t.topic, -1) AS topic, d.action,
                CASE WHEN r.state = 'open' AND r.due_at_ms > :now THEN TRUE ELSE FALSE END AS waiting
            FROM review r LEFT JOIN decision d ON d.id = r.decision_id
                LEFT JOIN audit_draw a ON a.output_id = r.output_id
                LEFT JOIN output_topic t ON t.output_id = r.output_id AND t.version = :version
            WHERE r.pipeline = :pipeline AND r.hour >= :fromHour AND r.hour < :toHour
                AND r.u < COALESCE(a.audit_rate, a.pi, r.audit_rate) AND r.second_look_of IS NULL
            ORDER BY r.id
            """)
    @RegisterConstructorMapper(AuditedAnswer.class)
    List<AuditedAnswer> answers(
            @Bind("pipeline") PipelineName pipeline,
            @Bind("fromHour") long fromHour,
            @Bind("toHour") long toHour,
            @Bind("now") long nowMs,
            @Bind("version") int version);
}

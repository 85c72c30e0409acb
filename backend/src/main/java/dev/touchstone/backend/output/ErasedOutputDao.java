package dev.touchstone.backend.output;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindList;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

@RegisterConstructorMapper(OutputRow.class)
interface ErasedOutputDao {
    @SqlUpdate("UPDATE output SET body = NULL WHERE id = :id AND body IS NOT NULL")
    void clear(@Bind("id") OutputId id);

    @SqlUpdate("UPDATE output SET body = NULL, body_hash = '', external_id = :name WHERE id = :id")
    void erase(@Bind("id") OutputId id, @Bind("name") String name);

    @SqlUpdate("""
            INSERT INTO output_erased (name_key, output_id) VALUES (:nameKey, :id) ON CONFLICT (name_key) DO NOTHING
            """)
    void remember(@Bind("nameKey") long nameKey, @Bind("id") OutputId id);

    @SqlUpdate("DELETE FROM output_subject WHERE output_id = :id")
    void forgetSubjects(@Bind("id") OutputId id);

    @SqlUpdate("""
            INSERT INTO output_subject_since (fingerprint, since_ms) VALUES (:fingerprint, :now)
            ON CONFLICT (fingerprint) DO NOTHING
            """)
    void begin(@Bind("fingerprint") long fingerprint, @Bind("now") long nowMs);

    @SqlQuery("SELECT since_ms FROM output_subject_since WHERE fingerprint = :fingerprint")
    Optional<Long> since(@Bind("fingerprint") long fingerprint);

    record Name(long nameKey, OutputId outputId) {}

    @RegisterConstructorMapper(Name.class)
    @SqlQuery("SELECT name_key, output_id FROM output_erased WHERE name_key IN (<keys>)")
    List<Name> known(@BindList("keys") Collection<Long> nameKeys);

    @SqlQuery("""
            SELECT output_id FROM output_subject WHERE subject_key = :subject AND output_id > :after
            ORDER BY output_id LIMIT :limit
            """)
    List<OutputId> ofSubject(@Bind("subject") long subjectKey, @Bind("after") String after, @Bind("limit") int limit);

    @SqlQuery("SELECT id FROM output WHERE id IN (<ids>) AND external_id = 'erased:' || id")
    List<OutputId> erased(@BindList("ids") Collection<OutputId> ids);

    @SqlQuery("SELECT id FROM output WHERE id IN (<ids>) AND body IS NOT NULL ORDER BY id")
    List<OutputId> stillThere(@BindList("ids") Collection<OutputId> ids);

    @SqlQuery("SELECT output_id FROM output_subject WHERE subject_key = :subject AND output_id IN (<ids>)")
    List<OutputId> noted(@Bind("subject") long subjectKey, @BindList("ids") Collection<OutputId> ids);

    /// Joining the name to nothing keeps its index out of it: this is a range of ids, however many outputs the
    /// pipeline has.
    @SqlQuery("""
            SELECT id, pipeline, external_id, body_hash, received_at_ms, hour, policy_version, stratum, model,
                prompt_version, confidence, cluster_key, few_shot, u, pi, audit_rate, route, reasons, review_id, body
            FROM output
            WHERE id > :after AND id < :before AND pipeline || '' = :pipeline AND body IS NOT NULL
            ORDER BY id LIMIT :limit
            """)
    List<OutputRow> withTexts(
            @Bind("pipeline") PipelineName pipeline,
            @Bind("after") String after,
            @Bind("before") String before,
            @Bind("limit") int limit);
}

package dev.touchstone.backend.experiment;

import dev.touchstone.api.experiment.Experiment;
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

@RegisterConstructorMapper(ItemRow.class)
interface ItemDao {
    String COLUMNS = """
            id, experiment_id, case_id, version, state, body, failure, attempts, cost_micros, output_id""";

    @SqlBatch("INSERT INTO experiment_item (" + COLUMNS + """
            )
            VALUES (:id, :place.experimentId, :place.caseId, :place.version, :state, :body, :written.failure,
                :written.attempts, :written.costMicros, :outputId)
            """)
    void insert(@BindMethods List<ItemRow> rows);

    @SqlQuery("SELECT " + COLUMNS + " FROM experiment_item WHERE id = :id")
    Optional<ItemRow> find(@Bind("id") String id);

    @SqlQuery("SELECT " + COLUMNS + """
             FROM experiment_item WHERE experiment_id = :experiment AND case_id = :caseId AND version = :version
            """)
    Optional<ItemRow> find(
            @Bind("experiment") String experiment, @Bind("caseId") String caseId, @Bind("version") String version);

    @SqlQuery("SELECT " + COLUMNS + " FROM experiment_item WHERE experiment_id = :experiment ORDER BY version, case_id")
    List<ItemRow> of(@Bind("experiment") String experiment);

    @SqlQuery("SELECT COUNT(*) FROM experiment_item WHERE experiment_id = :experiment")
    int count(@Bind("experiment") String experiment);

    @SqlQuery("SELECT DISTINCT version FROM experiment_item WHERE experiment_id = :experiment ORDER BY version")
    List<String> versions(@Bind("experiment") String experiment);

    @RegisterConstructorMapper(Experiment.Version.class)
    @SqlQuery("""
            SELECT version AS name, COUNT(*) AS items, COUNT(*) FILTER (WHERE state = 'waiting') AS waiting,
                COUNT(*) FILTER (WHERE state = 'failed') AS failed
            FROM experiment_item WHERE experiment_id = :experiment GROUP BY version ORDER BY version
            """)
    List<Experiment.Version> versionCounts(@Bind("experiment") String experiment);

    @RegisterConstructorMapper(Counts.class)
    @SqlQuery("""
            SELECT COUNT(DISTINCT case_id) AS cases, COUNT(*) AS items, COUNT(DISTINCT output_id) AS outputs
            FROM experiment_item WHERE experiment_id = :experiment
            """)
    Counts counts(@Bind("experiment") String experiment);

    record Counts(long cases, long items, long outputs) {}

    @SqlBatch("UPDATE experiment_item SET output_id = :outputId WHERE id = :id")
    void shownAs(@Bind("id") List<String> ids, @Bind("outputId") List<OutputId> outputIds);

    /// What a model brought, while it is still waited for.
    @SqlUpdate("""
            UPDATE experiment_item SET state = :state, body = :body, failure = :written.failure, attempts = :written.attempts,
                cost_micros = :written.costMicros
            WHERE id = :id AND state = 'waiting'
            """)
    int settle(@BindMethods ItemRow row);

    @SqlUpdate("""
            INSERT INTO experiment_prompt (experiment_id, version, prompt) VALUES (:experiment, :version, :prompt)
            ON CONFLICT (experiment_id, version) DO NOTHING
            """)
    void addPrompt(
            @Bind("experiment") String experiment, @Bind("version") String version, @Bind("prompt") String prompt);

    @SqlQuery("SELECT prompt FROM experiment_prompt WHERE experiment_id = :experiment AND version = :version")
    Optional<String> prompt(@Bind("experiment") String experiment, @Bind("version") String version);

    /// Of the experiment whose population the output is of.
    @SqlUpdate("""
            UPDATE experiment_item SET body = NULL, failure = CASE WHEN failure IS NULL THEN NULL ELSE 'erased' END
            WHERE experiment_id IN (SELECT id FROM experiment WHERE population = :population) AND output_id = :output
                AND body IS NOT NULL
            """)
    int erase(@Bind("population") PipelineName population, @Bind("output") OutputId output);

    @SqlUpdate("UPDATE experiment_item SET body = NULL WHERE experiment_id = :experiment")
    void clearBodies(@Bind("experiment") String experiment);

    @SqlUpdate("UPDATE experiment_prompt SET prompt = NULL WHERE experiment_id = :experiment")
    void clearPrompts(@Bind("experiment") String experiment);
}

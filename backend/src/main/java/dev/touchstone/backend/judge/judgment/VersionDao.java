package dev.touchstone.backend.judge.judgment;

import dev.touchstone.api.id.PipelineName;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

@RegisterConstructorMapper(VersionRow.class)
interface VersionDao {
    String COLUMNS = """
            id, pipeline, basis, model, temperature, seed, prompt, rubric, schema, examples, created_at_ms,
            settings""";

    @SqlUpdate("""
            INSERT INTO judge_version (id, pipeline, basis, model, temperature, seed, prompt, rubric, schema, examples,
                created_at_ms, settings)
            VALUES (:id, :pipeline, :basis, :asked.model, :asked.temperature, :asked.seed, :instructions.prompt,
                :instructions.rubric, :instructions.schema, :instructions.examples,
                :createdAtMs, :asked.settings)
            ON CONFLICT (id) DO NOTHING
            """)
    void insert(@BindMethods VersionRow row);

    /// Versions that show an output as an example.
    ///
    /// @param outputId as JSON, quotes included
    @SqlQuery("SELECT " + COLUMNS + """
             FROM judge_version WHERE pipeline = :pipeline AND REPLACE(examples, :outputId, '') <> examples
            ORDER BY id
            """)
    List<VersionRow> showing(@Bind("pipeline") PipelineName pipeline, @Bind("outputId") String outputId);

    @SqlUpdate("UPDATE judge_version SET examples = :examples WHERE id = :id")
    void showOnly(@Bind("id") String id, @Bind("examples") String examples);

    @SqlQuery("SELECT " + COLUMNS + " FROM judge_version WHERE id = :id")
    Optional<VersionRow> find(@Bind("id") String id);

    @SqlQuery("SELECT " + COLUMNS + """
             FROM judge_version WHERE pipeline = :pipeline AND basis = :basis
            ORDER BY created_at_ms DESC, id DESC LIMIT 1
            """)
    Optional<VersionRow> latest(@Bind("pipeline") PipelineName pipeline, @Bind("basis") String basis);

    @SqlQuery(
            "SELECT " + COLUMNS + " FROM judge_version WHERE pipeline = :pipeline ORDER BY created_at_ms DESC, id DESC")
    List<VersionRow> of(@Bind("pipeline") PipelineName pipeline);
}

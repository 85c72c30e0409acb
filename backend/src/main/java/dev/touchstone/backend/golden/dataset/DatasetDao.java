package dev.touchstone.backend.golden.dataset;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindList;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

@RegisterConstructorMapper(DatasetRow.class)
@RegisterConstructorMapper(CandidateRow.class)
interface DatasetDao {
    String SELECT = """
            SELECT name, rule, changed_at_ms, changed_by,
                (SELECT MAX(number) FROM golden_version version WHERE version.dataset = golden_dataset.name) AS latest
            FROM golden_dataset""";

    @SqlUpdate("""
        INSERT INTO golden_dataset (name, pipelines, rule, created_at_ms, created_by, changed_at_ms, changed_by)
        VALUES (:name, :pipelines, :rule, :now, :by, :now, :by)
        ON CONFLICT (name) DO UPDATE SET pipelines = excluded.pipelines, rule = excluded.rule,
            changed_at_ms = excluded.changed_at_ms, changed_by = excluded.changed_by
        """)
    void put(
            @Bind("name") String name,
            @Bind("pipelines") String pipelines,
            @Bind("rule") String rule,
            @Bind("now") long nowMs,
            @Bind("by") String by);

    @SqlQuery(SELECT + " WHERE name = :name")
    Optional<DatasetRow> find(@Bind("name") String name);

    /// One that is about to be changed or frozen: others wait.
    @SqlQuery("SELECT name FROM golden_dataset WHERE name = :name <forUpdate>")
    Optional<String> hold(@Bind("name") String name);

    @SqlQuery(SELECT + " WHERE name > :after ORDER BY name LIMIT :limit")
    List<DatasetRow> page(@Bind("after") String after, @Bind("limit") int limit);

    /// Everything of some pipelines that is not retired, and what is.
    @SqlQuery("""
        SELECT item.id, item.input_id, item.hash, item.target_hash, item.kind, item.state, item.model,
            item.prompt_version, item.stratum, item.random_audit, item.created_at_ms, input.conflict, item.held,
            root.id AS group_id, root.split, item.content IS NULL AS erased, item.bytes
        FROM golden_item item
        JOIN golden_input input ON input.id = item.input_id
        LEFT JOIN golden_group part ON part.id = item.group_id
        LEFT JOIN golden_group root ON root.id = part.root
        WHERE item.pipeline IN (<pipelines>) AND item.state IN (<states>)
        ORDER BY item.id
        """)
    List<CandidateRow> candidates(
            @BindList("pipelines") List<String> pipelines, @BindList("states") List<String> states);
}

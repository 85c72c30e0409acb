package dev.touchstone.backend.golden.search;

import dev.touchstone.api.id.PipelineName;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindList;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/// What the index is made of, and what is true of the items it names.
@RegisterConstructorMapper(SearchDao.Text.class)
@RegisterConstructorMapper(SearchDao.Candidate.class)
@RegisterConstructorMapper(SearchDao.Content.class)
interface SearchDao {
    /// An item to be indexed.
    ///
    /// @param plain its input as inputs are compared; empty when nothing is known of what was asked
    record Text(String id, PipelineName pipeline, String inputId, String plain) {}

    /// An item that may be given.
    ///
    /// @param root the group that must not be given for a query of its own
    /// @param released whether its side is fixed
    record Candidate(String id, String root, boolean released, String plain) {}

    record Content(String id, String hash, String content) {}

    /// What tells one database from another: no two have the same first item.
    @SqlQuery("SELECT COALESCE(MIN(id), '') FROM golden_item")
    String firstItem();

    /// Inputs have their plain text once they were grouped, before which no item of theirs is given.
    @SqlQuery("""
        SELECT item.id, item.pipeline, item.input_id, sketch.plain
        FROM golden_item item JOIN golden_sketch sketch ON sketch.input_id = item.input_id
        WHERE item.id > :after AND item.kind <> 'rejection' AND item.content IS NOT NULL
        ORDER BY item.id LIMIT :limit
        """)
    List<Text> texts(@Bind("after") String afterId, @Bind("limit") int limit);

    /// The first item that waits to be grouped.
    @SqlQuery("SELECT id FROM golden_item WHERE group_id IS NULL AND held IS NULL ORDER BY id LIMIT 1")
    Optional<String> firstUngrouped();

    /// Few: what had to be deleted.
    @SqlQuery("SELECT id FROM golden_item WHERE content IS NULL ORDER BY id")
    List<String> erased();

    @SqlQuery("""
        SELECT item.id, part.root, root.released, sketch.plain
        FROM golden_item item
        JOIN golden_input input ON input.id = item.input_id
        JOIN golden_group part ON part.id = item.group_id
        JOIN golden_group root ON root.id = part.root
        JOIN golden_sketch sketch ON sketch.input_id = item.input_id
        WHERE item.id IN (<ids>) AND item.state = 'golden' AND item.held IS NULL AND item.kind <> 'rejection'
            AND input.conflict = FALSE AND root.split = :split AND item.content IS NOT NULL
        """)
    List<Candidate> candidates(@BindList("ids") List<String> ids, @Bind("split") String split);

    /// Holds up whoever groups until the end of the transaction.
    @SqlQuery("SELECT seq FROM golden_turn WHERE id = 1 <forUpdate>")
    long takeTurn();

    @SqlUpdate("UPDATE golden_group SET released = TRUE WHERE id IN (<roots>) AND released = FALSE")
    int keepSide(@BindList("roots") List<String> roots);

    @SqlQuery("SELECT id, hash, content FROM golden_item WHERE id IN (<ids>) AND content IS NOT NULL")
    List<Content> contents(@BindList("ids") List<String> ids);

    /// The groups that values of group fields belong to.
    @SqlQuery("""
        SELECT part.root FROM golden_group_key field JOIN golden_group part ON part.id = field.group_id
        WHERE field.key_hash IN (<keys>)
        """)
    List<String> rootsOf(@BindList("keys") List<String> keyHashes);

    @SqlQuery("SELECT id FROM golden_version WHERE dataset = :dataset AND number = :number")
    Optional<String> version(@Bind("dataset") String dataset, @Bind("number") int number);

    @SqlQuery("SELECT MAX(number) FROM golden_version WHERE dataset = :dataset AND number IS NOT NULL")
    Optional<Integer> latest(@Bind("dataset") String dataset);

    @SqlQuery("SELECT item_id FROM golden_version_item WHERE version_id = :version AND split = :split")
    List<String> members(@Bind("version") String versionId, @Bind("split") String split);
}

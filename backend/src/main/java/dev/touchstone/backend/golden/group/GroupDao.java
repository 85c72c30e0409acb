package dev.touchstone.backend.golden.group;

import dev.touchstone.api.id.PipelineName;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindList;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/// Groups as they are stored; every change is made by who holds the turn.
@RegisterConstructorMapper(GroupDao.Waiting.class)
@RegisterConstructorMapper(GroupDao.Root.class)
@RegisterConstructorMapper(GroupDao.Placed.class)
@RegisterConstructorMapper(GroupDao.SketchRow.class)
@RegisterConstructorMapper(GroupDao.Neighbour.class)
interface GroupDao {
    /// An item that has not been looked at.
    record Waiting(
            String id,
            PipelineName pipeline,
            String inputId,
            @Nullable String content) {}

    /// The group that stands for all that have turned out to be one.
    record Root(String id, String split, boolean released) {}

    /// An item that may be learnt from, and the root of its group.
    record Placed(String itemId, String id, String split, boolean released) {
        Root root() {
            return new Root(id, split, released);
        }
    }

    /// An input that may be near, and the root of its group.
    record Neighbour(String id, String split, boolean released, String plain) {
        Root root() {
            return new Root(id, split, released);
        }
    }

    record SketchRow(long seq, String inputId, String sketch) {}

    @SqlQuery("SELECT seq FROM golden_turn WHERE id = 1 <forUpdate>")
    long takeTurn();

    @SqlUpdate("UPDATE golden_turn SET seq = :seq WHERE id = 1")
    void endTurn(@Bind("seq") long seq);

    @SqlQuery("""
        SELECT bytes FROM golden_item WHERE group_id IS NULL AND held IS NULL ORDER BY id LIMIT :limit
        """)
    List<Long> waitingBytes(@Bind("limit") int limit);

    @SqlQuery("""
        SELECT id, pipeline, input_id, content FROM golden_item
        WHERE group_id IS NULL AND held IS NULL ORDER BY id LIMIT :limit
        """)
    List<Waiting> waiting(@Bind("limit") int limit);

    @SqlQuery("SELECT group_id FROM golden_input WHERE id = :id AND group_id IS NOT NULL")
    Optional<String> groupOfInput(@Bind("id") String inputId);

    @SqlQuery("""
        SELECT root.id, root.split, root.released FROM golden_group part JOIN golden_group root ON root.id = part.root
        WHERE part.id = :id
        """)
    Root root(@Bind("id") String groupId);

    @SqlQuery("""
        SELECT item.id AS item_id, root.id, root.split, root.released
        FROM golden_item item
        JOIN golden_group part ON part.id = item.group_id
        JOIN golden_group root ON root.id = part.root
        WHERE item.id IN (<ids>) AND item.held IS NULL
        """)
    List<Placed> placed(@BindList("ids") Collection<String> itemIds);

    @SqlUpdate("INSERT INTO golden_group (id, root, split, released) VALUES (:id, :id, :split, FALSE)")
    void add(@Bind("id") String id, @Bind("split") String split);

    @SqlUpdate("UPDATE golden_group SET root = :into WHERE root = :from")
    void join(@Bind("from") String from, @Bind("into") String into);

    @SqlUpdate("UPDATE golden_item SET group_id = :group WHERE id = :id")
    void place(@Bind("id") String itemId, @Bind("group") String groupId);

    @SqlUpdate("UPDATE golden_item SET held = :why WHERE id = :id")
    void hold(@Bind("id") String itemId, @Bind("why") String why);

    /// Holds back all items of an item's input, which have one group and are in no version. Later ones of the input
    /// get that group again, and are taken back in their turn.
    @SqlUpdate("""
        UPDATE golden_item SET held = :why, group_id = NULL
        WHERE input_id = (SELECT input_id FROM golden_item WHERE id = :id) AND held IS NULL
        """)
    void takeBack(@Bind("id") String itemId, @Bind("why") String why);

    @SqlUpdate("UPDATE golden_input SET group_id = :group WHERE id = :id AND group_id IS NULL")
    void placeInput(@Bind("id") String inputId, @Bind("group") String groupId);

    @SqlQuery("SELECT group_id FROM golden_group_key WHERE key_hash = :key")
    Optional<String> groupOf(@Bind("key") String keyHash);

    @SqlUpdate("""
        INSERT INTO golden_group_key (key_hash, group_id) VALUES (:key, :group) ON CONFLICT (key_hash) DO NOTHING
        """)
    void keep(@Bind("key") String keyHash, @Bind("group") String groupId);

    // Sketches

    @SqlUpdate("""
        INSERT INTO golden_sketch (seq, input_id, sketch, plain) VALUES (:seq, :inputId, :sketch, :plain)
        """)
    void sketch(
            @Bind("seq") long seq,
            @Bind("inputId") String inputId,
            @Bind("sketch") String sketch,
            @Bind("plain") String plain);

    @SqlQuery("SELECT seq, input_id, sketch FROM golden_sketch WHERE seq > :after ORDER BY seq LIMIT :limit")
    List<SketchRow> sketches(@Bind("after") long after, @Bind("limit") int limit);

    @SqlQuery("""
        SELECT root.id, root.split, root.released, sketch.plain
        FROM golden_sketch sketch
        JOIN golden_input input ON input.id = sketch.input_id
        JOIN golden_group part ON part.id = input.group_id
        JOIN golden_group root ON root.id = part.root
        WHERE sketch.seq IN (<seqs>)
        ORDER BY sketch.seq
        """)
    List<Neighbour> neighbours(@BindList("seqs") List<Long> seqs);

    @SqlUpdate("UPDATE golden_group SET released = TRUE WHERE id IN (<ids>) AND released = FALSE")
    int release(@BindList("ids") List<String> roots);
}

package dev.touchstone.backend.golden.dataset;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindList;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

@RegisterConstructorMapper(FrozenRow.class)
@RegisterConstructorMapper(MemberRow.class)
@RegisterConstructorMapper(FrozenDao.Member.class)
interface FrozenDao {
    String COLUMNS =
            "SELECT id, dataset, number, root, rule, counts, restores, why, created_at_ms, created_by FROM golden_version";

    /// A member with its texts.
    ///
    /// @param content null once they were erased
    record Member(
            int seq,
            String itemId,
            String inputId,
            String hash,
            String split,
            double weight,
            @Nullable String content) {}

    @SqlUpdate("""
        INSERT INTO golden_version (id, dataset, number, root, rule, counts, restores, why, created_at_ms, created_by)
        VALUES (:id, :dataset, :number, :root, :rule, :counts, :restores, :why, :createdAtMs, :createdBy)
        """)
    void begin(@BindMethods FrozenRow row);

    @SqlBatch("""
        INSERT INTO golden_version_item (version_id, seq, item_id, hash, split, group_id, weight, bytes)
        VALUES (:versionId, :seq, :itemId, :hash, :split, :groupId, :weight, :bytes)
        """)
    int[] members(@BindMethods List<MemberRow> rows);

    /// Makes it a version: only now anybody can see it.
    @SqlUpdate("""
        UPDATE golden_version SET number =
            (SELECT COALESCE(MAX(other.number), 0) + 1 FROM golden_version other WHERE other.dataset = :dataset)
        WHERE id = :id AND number IS NULL
        """)
    int finish(@Bind("id") String id, @Bind("dataset") String dataset);

    @SqlQuery(COLUMNS + " WHERE id = :id")
    FrozenRow byId(@Bind("id") String id);

    @SqlQuery(COLUMNS + " WHERE dataset = :dataset AND number = :number")
    Optional<FrozenRow> find(@Bind("dataset") String dataset, @Bind("number") int number);

    @SqlQuery(COLUMNS + " WHERE dataset = :dataset AND number < :before ORDER BY number DESC LIMIT :limit")
    List<FrozenRow> page(@Bind("dataset") String dataset, @Bind("before") int before, @Bind("limit") int limit);

    /// Begins with what was erased, which is little.
    @SqlQuery("""
        SELECT COUNT(*) FROM golden_item item
        JOIN golden_version_item member ON member.hash = item.hash AND member.item_id = item.id
        WHERE item.content IS NULL AND member.version_id = :id
        """)
    int erased(@Bind("id") String versionId);

    @SqlQuery("""
        SELECT version_id, seq, item_id, hash, split, group_id, weight, bytes FROM golden_version_item
        WHERE version_id = :id ORDER BY seq
        """)
    List<MemberRow> membersOf(@Bind("id") String versionId);

    @SqlQuery("""
        SELECT bytes FROM golden_version_item WHERE version_id = :id
            AND (:split = '' OR split = :split) AND seq > :after ORDER BY seq LIMIT :limit
        """)
    List<Long> sizes(
            @Bind("id") String versionId,
            @Bind("split") String split,
            @Bind("after") int after,
            @Bind("limit") int limit);

    @SqlQuery("""
        SELECT member.seq, member.item_id, item.input_id, member.hash, member.split, member.weight, item.content
        FROM golden_version_item member JOIN golden_item item ON item.id = member.item_id
        WHERE member.version_id = :id AND (:split = '' OR member.split = :split) AND member.seq > :after
        ORDER BY member.seq LIMIT :limit
        """)
    List<Member> page(
            @Bind("id") String versionId,
            @Bind("split") String split,
            @Bind("after") int after,
            @Bind("limit") int limit);

    @SqlQuery("SELECT content FROM golden_item WHERE id = :id AND content IS NOT NULL")
    Optional<String> content(@Bind("id") String itemId);

    @SqlQuery("""
        SELECT COUNT(*) FROM golden_item WHERE pipeline IN (<pipelines>) AND state <> 'retired' AND held IS NOT NULL
        """)
    int held(@BindList("pipelines") List<String> pipelines);

    /// What only one of two versions holds, with the input it is about.
    @RegisterConstructorMapper(Only.class)
    @SqlQuery("""
        SELECT member.item_id, item.input_id FROM golden_version_item member
        JOIN golden_item item ON item.id = member.item_id
        WHERE member.version_id = :in AND NOT EXISTS (SELECT 1 FROM golden_version_item other
            WHERE other.version_id = :notIn AND other.hash = member.hash)
        ORDER BY member.seq
        """)
    List<Only> only(@Bind("in") String in, @Bind("notIn") String notIn);

    record Only(String itemId, String inputId) {}

    // Versions whose making was cut short

    @SqlQuery("SELECT id FROM golden_version WHERE number IS NULL AND created_at_ms < :before")
    List<String> unfinished(@Bind("before") long beforeMs);

    @SqlUpdate("DELETE FROM golden_version_item WHERE version_id = :id")
    int dropMembers(@Bind("id") String versionId);

    @SqlUpdate("DELETE FROM golden_version WHERE id = :id AND number IS NULL")
    int drop(@Bind("id") String versionId);
}

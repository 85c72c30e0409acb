package dev.touchstone.backend.report;

import dev.touchstone.api.id.PipelineName;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

@RegisterConstructorMapper(DigestDao.Row.class)
interface DigestDao {
    record Row(String content, @Nullable Long postedAtMs) {}

    @SqlQuery("SELECT content, posted_at_ms FROM digest WHERE id = :id")
    Optional<Row> find(@Bind("id") String id);

    /// A digest that is not there yet. Without naming the constraint, because it meets two: its id and its week say the
    /// same, and of two nodes at once PostgreSQL fails the later one at whichever was not named.
    ///
    /// @param postedAtMs null when it is not posted with this
    /// @return 0 when there is one
    @SqlUpdate("""
            INSERT INTO digest (id, pipeline, week, zone, created_at_ms, content, posted_at_ms)
            VALUES (:id, :pipeline, :week, :zone, :createdAt, :content, :postedAt)
            ON CONFLICT DO NOTHING
            """)
    int insert(
            @Bind("id") String id,
            @Bind("pipeline") PipelineName pipeline,
            @Bind("week") String week,
            @Bind("zone") String zone,
            @Bind("createdAt") long createdAtMs,
            @Bind("content") String content,
            @Bind("postedAt") @Nullable Long postedAtMs);

    /// Writes it anew. One that was posted stays as people saw it.
    ///
    /// @param postedAtMs null when it is not posted with this
    /// @return 0 when it was posted before, perhaps by another node at this moment
    @SqlUpdate("""
            UPDATE digest SET zone = :zone, created_at_ms = :createdAt, content = :content, posted_at_ms = :postedAt
            WHERE id = :id AND posted_at_ms IS NULL
            """)
    int renew(
            @Bind("id") String id,
            @Bind("zone") String zone,
            @Bind("createdAt") long createdAtMs,
            @Bind("content") String content,
            @Bind("postedAt") @Nullable Long postedAtMs);

    @SqlQuery("SELECT week FROM digest WHERE pipeline = :pipeline AND week >= :from AND posted_at_ms IS NOT NULL")
    List<String> postedSince(@Bind("pipeline") PipelineName pipeline, @Bind("from") String fromWeek);
}

package dev.touchstone.backend.review;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.result.ResultIterable;
import org.jdbi.v3.sqlobject.config.KeyColumn;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.config.ValueColumn;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindList;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.customizer.FetchSize;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

@RegisterConstructorMapper(DecisionRow.class)
public interface DecisionDao {
    String COLUMNS = """
        id, review_id, pipeline, revision, action, reviewer, reviewer_name, decided_at_ms, reason, seconds, detail, outcomes,
        sources, request_key\
        """;

    @SqlUpdate("INSERT INTO decision (" + COLUMNS + ") " + """
        VALUES (:id, :reviewId, :pipeline, :revision, :action, :by.reviewer, :by.reviewerName, :decidedAtMs, :said.reason,
            :said.seconds, :said.detail, :said.outcomes, :said.sources, :requestKey)
        """)
    void insert(@BindMethods DecisionRow row);

    @SqlQuery("SELECT " + COLUMNS + " FROM decision WHERE id = :id")
    Optional<DecisionRow> find(@Bind("id") String id);

    /// Read a few at a time: each may hold a long correction.
    @FetchSize(16)
    @SqlQuery("SELECT " + COLUMNS + " FROM decision WHERE id IN (<ids>)")
    ResultIterable<DecisionRow> each(@BindList("ids") Collection<String> ids);

    @SqlUpdate("UPDATE decision SET detail = :detail, sources = :sources WHERE id = :id")
    void clear(@Bind("id") String id, @Bind("detail") String detail, @Bind("sources") @Nullable String sources);

    /// Whether decisions about other reviews name a source: one pass over those of the pipeline, for what is rare.
    ///
    /// @param key as JSON, quotes included
    @SqlQuery("""
            SELECT EXISTS (
                SELECT 1 FROM decision
                WHERE pipeline = :pipeline AND review_id <> :reviewId AND sources IS NOT NULL
                    AND REPLACE(sources, :key, '') <> sources)
            """)
    boolean namesSource(
            @Bind("pipeline") PipelineName pipeline, @Bind("reviewId") ReviewId reviewId, @Bind("key") String key);

    @SqlQuery("SELECT COUNT(*) FROM decision")
    long count();

    @SqlQuery("SELECT " + COLUMNS + " FROM decision WHERE review_id = :reviewId ORDER BY revision")
    List<DecisionRow> history(@Bind("reviewId") ReviewId reviewId);

    @SqlQuery("SELECT " + COLUMNS + " FROM decision WHERE review_id = :reviewId ORDER BY revision DESC LIMIT 1")
    Optional<DecisionRow> latest(@Bind("reviewId") ReviewId reviewId);

    @SqlQuery("SELECT " + COLUMNS + " FROM decision WHERE id IN (<ids>)")
    List<DecisionRow> find(@BindList("ids") List<String> ids);

    /// How many bytes the details of some decisions have.
    @KeyColumn("id")
    @ValueColumn("bytes")
    @SqlQuery("SELECT id, octet_length(detail) AS bytes FROM decision WHERE id IN (<ids>)")
    Map<String, Long> sizes(@BindList("ids") List<String> ids);
}

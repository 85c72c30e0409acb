package dev.touchstone.backend.review.due;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.wire.Reviewer;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

@RegisterConstructorMapper(DueDao.Row.class)
interface DueDao {
    record Row(
            ReviewId id,
            long dueAtMs,
            @Nullable ReviewerId claimedBy,
            @Nullable String claimedName) {
        DueReviews.Held held() {
            if (claimedBy == null) {
                throw new IllegalStateException("review " + id + " is held by nobody");
            }
            return new DueReviews.Held(id, Instant.ofEpochMilli(dueAtMs), new Reviewer(claimedBy, claimedName));
        }
    }

    @SqlQuery("""
            SELECT id, due_at_ms, claimed_by, claimed_name FROM review
            WHERE pipeline = :pipeline AND state = 'open' AND claimed_by IS NOT NULL AND due_at_ms <= :until
                AND lease_until_ms > :now
            ORDER BY due_at_ms, id
            """)
    List<Row> held(@Bind("pipeline") PipelineName pipeline, @Bind("now") long nowMs, @Bind("until") long untilMs);

    @SqlQuery("""
            SELECT id, due_at_ms, claimed_by, claimed_name FROM review
            WHERE pipeline = :pipeline AND state = 'open' AND due_at_ms < :before
            ORDER BY due_at_ms, calm, id LIMIT :limit
            """)
    List<Row> overdue(@Bind("pipeline") PipelineName pipeline, @Bind("before") long beforeMs, @Bind("limit") int limit);

    @SqlQuery("""
            SELECT COUNT(*) FROM review WHERE pipeline = :pipeline AND state = 'open' AND due_at_ms < :before
            """)
    long countOverdue(@Bind("pipeline") PipelineName pipeline, @Bind("before") long beforeMs);
}

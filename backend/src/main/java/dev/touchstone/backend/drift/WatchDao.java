package dev.touchstone.backend.drift;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

@RegisterConstructorMapper(WatchRow.class)
@RegisterConstructorMapper(Position.class)
@RegisterConstructorMapper(WatchDao.Checkpoint.class)
interface WatchDao {
    /// What the detectors knew after so many reviews.
    record Checkpoint(PipelineName pipeline, long taken, long atMs, String atId, String state, String checksum) {}

    /// A review that was taken as it was at that revision.
    record Fed(ReviewId reviewId, PipelineName pipeline, long atMs, int revision) {}

    @SqlQuery("""
            SELECT pipeline, version, at_ms, at_id, taken, furthest_ms, furthest_id, looked_at_ms, state, checksum
            FROM drift_watch WHERE pipeline = :pipeline
            """)
    Optional<WatchRow> find(@Bind("pipeline") PipelineName pipeline);

    @SqlUpdate("""
            INSERT INTO drift_watch (pipeline, version, at_ms, at_id, taken, furthest_ms, furthest_id, looked_at_ms,
                state, checksum)
            VALUES (:pipeline, 0, 0, '', 0, 0, '', 0, '', '')
            ON CONFLICT (pipeline) DO NOTHING
            """)
    void begin(@Bind("pipeline") PipelineName pipeline);

    /// The compare-and-set that lets one node of several go on.
    ///
    /// @param row with the version it had when it was read
    @SqlUpdate("""
            UPDATE drift_watch SET version = version + 1, at_ms = :reached.atMs, at_id = :reached.atId, taken = :taken,
                furthest_ms = :ever.furthestMs, furthest_id = :ever.furthestId, looked_at_ms = :lookedAtMs, state = :state,
                checksum = :checksum
            WHERE pipeline = :pipeline AND version = :version
            """)
    int move(@BindMethods WatchRow row);

    @SqlBatch("""
            INSERT INTO drift_checkpoint (pipeline, taken, at_ms, at_id, state, checksum)
            VALUES (:pipeline, :taken, :atMs, :atId, :state, :checksum)
            """)
    void keep(@BindMethods List<Checkpoint> checkpoints);

    @SqlQuery("""
            SELECT pipeline, taken, at_ms, at_id, state, checksum FROM drift_checkpoint
            WHERE pipeline = :pipeline AND (at_ms, at_id) < (:atMs, :id)
            ORDER BY taken DESC LIMIT 1
            """)
    Optional<Checkpoint> before(@Bind("pipeline") PipelineName pipeline, @BindMethods Position position);

    @SqlUpdate("DELETE FROM drift_checkpoint WHERE pipeline = :pipeline AND (taken > :above OR taken <= :upTo)")
    void dropCheckpoints(@Bind("pipeline") PipelineName pipeline, @Bind("above") long above, @Bind("upTo") long upTo);

    @SqlBatch("""
            INSERT INTO drift_fed (review_id, pipeline, at_ms, revision)
            VALUES (:reviewId, :pipeline, :atMs, :revision)
            """)
    void insertFed(@BindMethods List<Fed> fed);

    @SqlUpdate("DELETE FROM drift_fed WHERE pipeline = :pipeline AND (at_ms, review_id) > (:atMs, :id)")
    void forgetFedAfter(@Bind("pipeline") PipelineName pipeline, @BindMethods Position position);

    /// The first review taken that a later decision has changed.
    ///
    /// @param sinceMs decisions from before were looked at
    @SqlQuery("""
            SELECT f.at_ms, f.review_id AS id
            FROM decision d JOIN drift_fed f ON f.review_id = d.review_id JOIN review r ON r.id = d.review_id
            WHERE d.pipeline = :pipeline AND d.decided_at_ms >= :sinceMs AND r.revision <> f.revision
            ORDER BY f.at_ms, f.review_id LIMIT 1
            """)
    Optional<Position> changed(@Bind("pipeline") PipelineName pipeline, @Bind("sinceMs") long sinceMs);

    /// The first review that turned up behind what was taken: another node's clock is late, or ours was early.
    @SqlQuery("""
            SELECT r.created_at_ms AS at_ms, r.id
            FROM review r LEFT JOIN drift_fed f ON f.review_id = r.id
            WHERE r.pipeline = :pipeline AND r.u < r.audit_rate AND r.created_at_ms >= :sinceMs
                AND (r.created_at_ms, r.id) <= (:atMs, :id) AND f.review_id IS NULL
            ORDER BY r.created_at_ms, r.id LIMIT 1
            """)
    Optional<Position> late(
            @Bind("pipeline") PipelineName pipeline, @Bind("sinceMs") long sinceMs, @BindMethods Position position);

    /// Audited reviews after a position, in order of arrival. The judge's word counts if chance asked for it and
    /// people had not decided yet.
    @SqlQuery("""
            SELECT r.id, r.created_at_ms, r.hour, r.due_at_ms, r.policy_version, r.stratum, r.prompt_version, r.u, r.audit_rate,
                r.reasons, r.state, r.revision, d.action, d.outcomes, j.version_id AS judge_version,
                j.verdict AS judge_verdict
            FROM review r
            LEFT JOIN decision d ON d.id = r.decision_id
            LEFT JOIN judgment j ON j.id = (
                SELECT k.id FROM judgment k
                WHERE k.output_id = r.output_id AND k.verdict IS NOT NULL AND k.reasons LIKE '%share%'
                    AND k.judged_at_ms <= r.closed_at_ms
                ORDER BY k.judged_at_ms DESC, k.id DESC LIMIT 1)
            WHERE r.pipeline = :pipeline AND r.u < r.audit_rate AND (r.created_at_ms, r.id) > (:atMs, :id)
                AND r.created_at_ms <= :upToMs
            ORDER BY r.created_at_ms, r.id LIMIT :limit
            """)
    @RegisterConstructorMapper(FactRow.class)
    List<FactRow> facts(
            @Bind("pipeline") PipelineName pipeline,
            @BindMethods Position position,
            @Bind("upToMs") long upToMs,
            @Bind("limit") int limit);

    @SqlQuery("SELECT model FROM review WHERE id = :id")
    Optional<String> model(@Bind("id") ReviewId reviewId);
}

package dev.touchstone.backend.judge.batch;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
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

@RegisterConstructorMapper(BatchRow.class)
@RegisterConstructorMapper(BatchRow.Line.class)
@RegisterConstructorMapper(BatchRow.Count.class)
interface BatchDao {
    String COLUMNS = """
            id, pipeline, version_id, from_hour, to_hour, state, remote_id, trouble, created_at_ms, created_by,
            ended_at_ms, submitted_at_ms, lost_since_ms""";

    @SqlUpdate("INSERT INTO judge_batch (" + COLUMNS + """
            )
            VALUES (:id, :pipeline, :versionId, :window.fromHour, :window.toHour, :state, :remote.remoteId,
                :trouble, :course.createdAtMs,
                :course.createdBy, :course.endedAtMs, :remote.submittedAtMs, :remote.lostSinceMs)
            """)
    void insert(@BindMethods BatchRow row);

    @SqlBatch("""
            INSERT INTO judge_batch_line (batch_id, output_id, token, outcome)
            VALUES (:batchId, :outputId, :token, :outcome)
            """)
    void insertLines(@BindMethods List<BatchRow.Line> lines);

    @SqlQuery("SELECT " + COLUMNS + " FROM judge_batch WHERE state <> 'ended' ORDER BY id")
    List<BatchRow> running();

    @SqlQuery("SELECT " + COLUMNS + " FROM judge_batch WHERE id = :id")
    Optional<BatchRow> find(@Bind("id") String id);

    @SqlQuery("SELECT " + COLUMNS + " FROM judge_batch WHERE pipeline = :pipeline ORDER BY id DESC LIMIT 100")
    List<BatchRow> of(@Bind("pipeline") PipelineName pipeline);

    @SqlQuery("""
            SELECT batch_id, output_id, token, outcome FROM judge_batch_line
            WHERE batch_id = :id AND outcome IS NULL ORDER BY output_id
            """)
    List<BatchRow.Line> waiting(@Bind("id") String id);

    /// Of some outputs, those that a running job of a version will have judged.
    @SqlQuery("""
            SELECT l.output_id FROM judge_batch_line l JOIN judge_batch b ON b.id = l.batch_id
            WHERE b.version_id = :version AND b.state <> 'ended' AND l.outcome IS NULL AND l.output_id IN (<ids>)
            """)
    List<OutputId> ordered(@Bind("version") String version, @BindList("ids") List<OutputId> outputIds);

    @SqlQuery("SELECT outcome, COUNT(*) AS lines FROM judge_batch_line WHERE batch_id = :id GROUP BY outcome")
    List<BatchRow.Count> counts(@Bind("id") String id);

    @SqlUpdate("""
            UPDATE judge_batch_line SET outcome = :outcome
            WHERE batch_id = :id AND output_id = :outputId AND outcome IS NULL
            """)
    int finish(@Bind("id") String id, @Bind("outputId") OutputId outputId, @Bind("outcome") String outcome);

    @SqlUpdate("UPDATE judge_batch_line SET outcome = :outcome WHERE batch_id = :id AND outcome IS NULL")
    int finishRest(@Bind("id") String id, @Bind("outcome") String outcome);

    @SqlUpdate("""
            UPDATE judge_batch SET state = 'submitted', remote_id = :remoteId, trouble = NULL, submitted_at_ms = :now
            WHERE id = :id AND state <> 'ended'
            """)
    void submitted(@Bind("id") String id, @Bind("remoteId") String remoteId, @Bind("now") long nowMs);

    /// Jobs that were given up as lost a short time ago.
    @SqlQuery("SELECT " + COLUMNS + """
             FROM judge_batch WHERE state = 'ended' AND trouble = 'lost' AND ended_at_ms > :sinceMs ORDER BY id
            """)
    List<BatchRow> lostSince(@Bind("sinceMs") long sinceMs);

    /// @param sinceMs the first time it was missed stands; null when it was found again
    @SqlUpdate("""
            UPDATE judge_batch
            SET lost_since_ms = CASE WHEN CAST(:since AS BIGINT) IS NULL THEN NULL
                ELSE COALESCE(lost_since_ms, CAST(:since AS BIGINT)) END
            WHERE id = :id AND state <> 'ended'
            """)
    void missed(@Bind("id") String id, @Bind("since") @Nullable Long sinceMs);

    @SqlUpdate("UPDATE judge_batch SET trouble = :trouble WHERE id = :id AND state <> 'ended'")
    void trouble(@Bind("id") String id, @Bind("trouble") @Nullable String trouble);

    @SqlUpdate("""
            UPDATE judge_batch SET state = 'ended', trouble = :trouble, ended_at_ms = :now
            WHERE id = :id AND state <> 'ended'
            """)
    int end(@Bind("id") String id, @Bind("trouble") @Nullable String trouble, @Bind("now") long nowMs);
}

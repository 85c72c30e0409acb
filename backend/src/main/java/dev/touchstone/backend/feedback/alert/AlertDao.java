package dev.touchstone.backend.feedback.alert;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindList;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

@RegisterConstructorMapper(AlertRow.class)
interface AlertDao {
    String COLUMNS = "output_id, pipeline, state, score, reasons, raised_at_ms, opened_at_ms, review_id, told";

    @SqlQuery("SELECT " + COLUMNS + " FROM feedback_alert WHERE output_id IN (<ids>)")
    List<AlertRow> of(@BindList("ids") Collection<OutputId> outputIds);

    @SqlUpdate("INSERT INTO feedback_alert (" + COLUMNS + """
            )
            VALUES (:outputId, :pipeline, :state, :score, :reasons, :raisedAtMs, :openedAtMs, :reviewId, :told)
            ON CONFLICT (output_id) DO UPDATE SET state = excluded.state, score = excluded.score,
                opened_at_ms = excluded.opened_at_ms, review_id = excluded.review_id, told = excluded.told
            """)
    void put(@BindMethods AlertRow alert);

    /// Counted up to the limit.
    @SqlQuery("""
            SELECT COUNT(*) FROM (
                SELECT 1 FROM feedback_alert
                WHERE pipeline = :pipeline AND state = 'opened' AND opened_at_ms > :since LIMIT :limit) AS opened
            """)
    int openedSince(@Bind("pipeline") PipelineName pipeline, @Bind("since") long sinceMs, @Bind("limit") int limit);

    /// Worst first.
    @SqlQuery("SELECT " + COLUMNS + """
             FROM feedback_alert WHERE pipeline = :pipeline AND state = 'held' ORDER BY score, raised_at_ms LIMIT :limit
            """)
    List<AlertRow> held(@Bind("pipeline") PipelineName pipeline, @Bind("limit") int limit);

    @SqlQuery("""
            SELECT COUNT(*) FROM (
                SELECT 1 FROM feedback_alert WHERE pipeline = :pipeline AND state = 'held' LIMIT 1000) AS held
            """)
    int heldCount(@Bind("pipeline") PipelineName pipeline);

    /// @return 1 for the first who says it in this hour
    @SqlUpdate("""
            INSERT INTO feedback_notice (pipeline, hour) VALUES (:pipeline, :hour)
            ON CONFLICT (pipeline, hour) DO NOTHING
            """)
    int sayOnce(@Bind("pipeline") PipelineName pipeline, @Bind("hour") long hour);
}

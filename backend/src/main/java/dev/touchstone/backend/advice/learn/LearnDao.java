package dev.touchstone.backend.advice.learn;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindList;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

interface LearnDao {
    /// Once for a slot, whoever comes first.
    @SqlUpdate("""
            INSERT INTO learn_batch (pipeline, slot_ms, opened_at_ms, opened) VALUES (:pipeline, :slot, :now, :opened)
            ON CONFLICT (pipeline, slot_ms) DO NOTHING
            """)
    int insert(
            @Bind("pipeline") PipelineName pipeline,
            @Bind("slot") long slotMs,
            @Bind("now") long nowMs,
            @Bind("opened") int opened);

    @SqlQuery("SELECT COUNT(*) FROM learn_batch WHERE pipeline = :pipeline AND slot_ms = :slot")
    int at(@Bind("pipeline") PipelineName pipeline, @Bind("slot") long slotMs);

    @SqlQuery("SELECT COALESCE(SUM(opened), 0) FROM learn_batch WHERE pipeline = :pipeline AND opened_at_ms > :after")
    long openedAfter(@Bind("pipeline") PipelineName pipeline, @Bind("after") long afterMs);

    /// What something beside the pipeline says of an output.
    ///
    /// @param score 0 to 1
    record Scored(OutputId outputId, double score) {}

    /// The latest comes last.
    @SqlQuery("""
            SELECT output_id, score FROM judgment WHERE output_id IN (<ids>) AND score IS NOT NULL ORDER BY judged_at_ms
            """)
    @RegisterConstructorMapper(Scored.class)
    List<Scored> judged(@BindList("ids") List<OutputId> ids);

    @SqlQuery("""
            SELECT output_id, confidence AS score FROM self_check
            WHERE output_id IN (<ids>) AND confidence IS NOT NULL
            """)
    @RegisterConstructorMapper(Scored.class)
    List<Scored> checked(@BindList("ids") List<OutputId> ids);
}

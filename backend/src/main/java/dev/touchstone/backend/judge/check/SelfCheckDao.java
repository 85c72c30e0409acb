package dev.touchstone.backend.judge.check;

import dev.touchstone.api.id.OutputId;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindList;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

@RegisterConstructorMapper(SelfCheckRow.class)
interface SelfCheckDao {
    String COLUMNS = """
            output_id, pipeline, hour, doubtful_pi, asked_at_ms, decide_by_ms, settled_at_ms, attempts, check_version,
            score, parts, confidence, failure""";

    @SqlBatch("INSERT INTO self_check (" + COLUMNS + """
            )
            VALUES (:outputId, :pipeline, :hour, :doubtfulPi, :times.askedAtMs, :times.decideByMs, :times.settledAtMs,
                :attempts, :said.checkVersion, :said.score, :said.parts, :said.confidence, :said.failure)
            """)
    void insert(@BindMethods List<SelfCheckRow> rows);

    @SqlQuery("SELECT " + COLUMNS + " FROM self_check WHERE output_id = :outputId")
    Optional<SelfCheckRow> find(@Bind("outputId") OutputId outputId);

    @SqlQuery("SELECT output_id FROM self_check WHERE output_id IN (<ids>) AND settled_at_ms IS NULL")
    List<OutputId> waiting(@BindList("ids") List<OutputId> ids);

    /// Those whose time is up, longest first.
    @SqlQuery("SELECT " + COLUMNS + """
             FROM self_check WHERE settled_at_ms IS NULL AND decide_by_ms <= :now
            ORDER BY decide_by_ms LIMIT :limit
            """)
    List<SelfCheckRow> due(@Bind("now") long nowMs, @Bind("limit") int limit);

    @SqlUpdate("UPDATE self_check SET attempts = attempts + 1 WHERE output_id = :outputId")
    void failedOnce(@Bind("outputId") OutputId outputId);

    /// Once, whoever comes first: the answer or the end of its time.
    @SqlUpdate("""
            UPDATE self_check SET settled_at_ms = :now, check_version = :said.checkVersion, score = :said.score,
                parts = :said.parts, confidence = :said.confidence, failure = :said.failure
            WHERE output_id = :outputId AND settled_at_ms IS NULL
            """)
    int settle(@Bind("outputId") OutputId outputId, @BindMethods("said") SelfCheckRow.Said said, @Bind("now") long now);
}

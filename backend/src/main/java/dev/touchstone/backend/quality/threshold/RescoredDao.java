package dev.touchstone.backend.quality.threshold;

import dev.touchstone.api.id.PipelineName;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

interface RescoredDao {
    /// The items of the decisions in force on audited outputs.
    @SqlQuery("""
            SELECT r.output_id, item.id AS item_id, item.input_id, item.target_hash, item.kind, root.split
            FROM review r JOIN golden_item item ON item.decision_id = r.decision_id
                LEFT JOIN golden_group part ON part.id = item.group_id
                LEFT JOIN golden_group root ON root.id = part.root
            WHERE r.pipeline = :pipeline AND r.hour >= :fromHour AND r.hour < :toHour AND r.u < r.audit_rate
            ORDER BY r.id
            """)
    @RegisterConstructorMapper(TestSide.Item.class)
    List<TestSide.Item> items(
            @Bind("pipeline") PipelineName pipeline, @Bind("fromHour") long fromHour, @Bind("toHour") long toHour);

    @SqlQuery("""
            SELECT item_id, confidence, output_hash, correct FROM rescored_item
            WHERE pipeline = :pipeline AND model = :model AND prompt_version = :promptVersion
            """)
    @RegisterConstructorMapper(TestSide.Score.class)
    List<TestSide.Score> scores(
            @Bind("pipeline") PipelineName pipeline,
            @Bind("model") String model,
            @Bind("promptVersion") String promptVersion);

    /// @return 0 when the version had said something to the item before
    @SqlUpdate("""
            INSERT INTO rescored_item (pipeline, model, prompt_version, item_id, confidence, output_hash, correct,
                sent_at_ms)
            VALUES (:pipeline, :model, :promptVersion, :itemId, :confidence, :outputHash, :correct, :sentAtMs)
            ON CONFLICT (pipeline, model, prompt_version, item_id) DO NOTHING
            """)
    int add(@BindMethods RescoredRow row);
}

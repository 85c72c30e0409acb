package dev.touchstone.backend.golden.item;

import dev.touchstone.api.golden.GoldenSummary;
import dev.touchstone.api.id.PipelineName;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindList;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/// An item counts as an answer while it is not retired, or was only replaced by a second look's.
@RegisterConstructorMapper(GoldenItemRow.class)
interface GoldenItemDao {
    String COLUMNS = """
            item.id, item.pipeline, item.input_id, item.hash, item.target_hash, item.kind, item.decision_id,
            item.output_id, item.reviewer, item.model, item.prompt_version, item.stratum, item.random_audit, item.state,
            item.state_why, item.state_by, item.state_at_ms, root.split, item.held, input.conflict,
            item.bytes, item.created_at_ms, item.content""";

    String JOINED = """
            golden_item item
            JOIN golden_input input ON input.id = item.input_id
            LEFT JOIN golden_group part ON part.id = item.group_id
            LEFT JOIN golden_group root ON root.id = part.root""";

    /// Whoever is about to change the state of items waits for the others: an admission and an import touch
    /// many inputs each, in any order, and would lock each other out.
    default void takeTurn() {
        long unused = turn();
    }

    @SqlQuery("SELECT seq FROM golden_turn WHERE id = 2 <forUpdate>")
    long turn();

    @SqlUpdate("""
        INSERT INTO golden_item (id, pipeline, input_id, hash, target_hash, kind, decision_id, output_id, reviewer,
            model, prompt_version, stratum, random_audit, state, state_why, state_by, state_at_ms, bytes, created_at_ms,
            content)
        VALUES (:id, :pipeline, :inputId, :hash, :targetHash, :kind, :origin.decisionId, :origin.outputId,
            :origin.reviewer, :origin.model, :origin.promptVersion, :origin.stratum, :origin.randomAudit, :stand.state,
            :stand.stateWhy, :stand.stateBy, :stand.stateAtMs, :bytes, :createdAtMs, :content)
        """)
    void insert(@BindMethods GoldenItemRow row);

    @SqlQuery("SELECT " + COLUMNS + " FROM " + JOINED + " WHERE item.id = :id")
    Optional<GoldenItemRow> find(@Bind("id") String id);

    /// The item, held against others until the end of the transaction.
    default Optional<GoldenItemRow> lock(String id) {
        return hold(id).flatMap(this::find);
    }

    @SqlQuery("SELECT id FROM golden_item WHERE id = :id <forUpdate>")
    Optional<String> hold(@Bind("id") String id);

    @SqlQuery("SELECT " + COLUMNS + " FROM " + JOINED + " WHERE item.decision_id = :decisionId")
    List<GoldenItemRow> ofDecision(@Bind("decisionId") String decisionId);

    @SqlQuery("SELECT pipeline FROM golden_item WHERE id = :id")
    Optional<PipelineName> pipelineOf(@Bind("id") String id);

    @RegisterConstructorMapper(GoldenSummary.class)
    @SqlQuery("""
        SELECT
            COALESCE(SUM(CASE WHEN used THEN 1 ELSE 0 END), 0) AS golden,
            COALESCE(SUM(CASE WHEN used AND split = 'train' THEN 1 ELSE 0 END), 0) AS train,
            COALESCE(SUM(CASE WHEN used AND split = 'dev' THEN 1 ELSE 0 END), 0) AS dev,
            COALESCE(SUM(CASE WHEN used AND split = 'test' THEN 1 ELSE 0 END), 0) AS test,
            COALESCE(SUM(CASE WHEN state = 'proposed' THEN 1 ELSE 0 END), 0) AS proposed,
            (SELECT COUNT(*) FROM golden_input WHERE pipeline = :pipeline AND conflict = TRUE) AS conflicts,
            COALESCE(SUM(CASE WHEN held IS NOT NULL THEN 1 ELSE 0 END), 0) AS held,
            COALESCE(SUM(CASE WHEN used AND created_at_ms >= :since THEN 1 ELSE 0 END), 0) AS last_week
        FROM (SELECT item.state, item.held, item.created_at_ms, root.split,
                item.state = 'golden' AND input.conflict = FALSE AND item.kind <> 'rejection' AS used
            FROM golden_item item
            JOIN golden_input input ON input.id = item.input_id
            LEFT JOIN golden_group part ON part.id = item.group_id
            LEFT JOIN golden_group root ON root.id = part.root
            WHERE item.pipeline = :pipeline AND item.state <> 'retired') shown
        """)
    GoldenSummary summary(@Bind("pipeline") PipelineName pipeline, @Bind("since") long sinceMs);

    /// How many are in use, counted no further than `most`.
    @SqlQuery("""
        SELECT COUNT(*) FROM
            (SELECT id FROM golden_item WHERE pipeline = :pipeline AND state = 'golden' LIMIT :most) first_ones
        """)
    int golden(@Bind("pipeline") PipelineName pipeline, @Bind("most") int most);

    /// Who else gave this answer.
    @SqlQuery("""
        SELECT DISTINCT reviewer FROM golden_item
        WHERE input_id = :inputId AND target_hash = :targetHash AND kind <> 'rejection' AND reviewer <> :reviewer
            AND (state <> 'retired' OR state_why = 'superseded')
        ORDER BY reviewer LIMIT 20
        """)
    List<String> alsoAnswered(
            @Bind("inputId") String inputId, @Bind("targetHash") String targetHash, @Bind("reviewer") String reviewer);

    /// An item in use, or waiting, that says the same.
    @SqlQuery("""
        SELECT id FROM golden_item WHERE input_id = :inputId AND target_hash = :targetHash AND state <> 'retired'
            AND (kind <> 'rejection') = :positive ORDER BY id LIMIT 1
        """)
    Optional<String> saying(
            @Bind("inputId") String inputId, @Bind("targetHash") String targetHash, @Bind("positive") boolean positive);

    @SqlQuery("SELECT conflict FROM golden_input WHERE id = :inputId")
    boolean contradicts(@Bind("inputId") String inputId);

    /// Two answers that stand against each other; of one answer alone, that one. Two looks into the index, however
    /// often the same was said.
    @SqlQuery("""
        SELECT MIN(target_hash) AS answer FROM golden_item
            WHERE input_id = :inputId AND state <> 'retired' AND kind <> 'rejection'
        UNION
        SELECT MAX(target_hash) AS answer FROM golden_item
            WHERE input_id = :inputId AND state <> 'retired' AND kind <> 'rejection'
        """)
    List<@Nullable String> extremeAnswers(@Bind("inputId") String inputId);

    @SqlUpdate("""
        UPDATE golden_item SET state = 'golden', state_why = 'by_hand', state_by = :by, state_at_ms = :now
        WHERE id = :id
        """)
    void admit(@Bind("id") String id, @Bind("by") String by, @Bind("now") long nowMs);

    /// Of one that is retired already, only the reason changes.
    @SqlUpdate("""
        UPDATE golden_item SET
            prior_state = CASE WHEN state = 'retired' THEN prior_state ELSE state END,
            prior_why = CASE WHEN state = 'retired' THEN prior_why ELSE state_why END,
            state = 'retired', state_why = :why, state_by = :by, state_at_ms = :now
        WHERE id = :id
        """)
    void retire(@Bind("id") String id, @Bind("why") String why, @Bind("by") String by, @Bind("now") long nowMs);

    @SqlUpdate("""
        UPDATE golden_item SET state = COALESCE(prior_state, 'golden'), state_why = prior_why, prior_state = NULL,
            prior_why = NULL, state_by = :by, state_at_ms = :now
        WHERE id = :id AND state = 'retired'
        """)
    void bringBack(@Bind("id") String id, @Bind("by") String by, @Bind("now") long nowMs);

    /// Those who waited for another person to give the same answer.
    @SqlUpdate("""
        UPDATE golden_item SET state = 'golden', state_why = 'agreement', state_by = :by, state_at_ms = :now
        WHERE input_id = :inputId AND target_hash = :targetHash AND state = 'proposed' AND state_why = 'agreement'
            AND kind <> 'rejection'
        """)
    int agreed(
            @Bind("inputId") String inputId,
            @Bind("targetHash") String targetHash,
            @Bind("by") String by,
            @Bind("now") long nowMs);

    /// The other way, once nobody else says so any more.
    @SqlUpdate("""
        UPDATE golden_item SET state = 'proposed', state_by = :by, state_at_ms = :now
        WHERE input_id = :inputId AND target_hash = :targetHash AND state = 'golden' AND state_why = 'agreement'
            AND (SELECT COUNT(DISTINCT other.reviewer) FROM golden_item other
                WHERE other.input_id = :inputId AND other.target_hash = :targetHash AND other.kind <> 'rejection'
                    AND (other.state <> 'retired' OR other.state_why = 'superseded')) < 2
        """)
    int disagreed(
            @Bind("inputId") String inputId,
            @Bind("targetHash") String targetHash,
            @Bind("by") String by,
            @Bind("now") long nowMs);

    /// The other answers, once one is chosen.
    @SqlUpdate("""
        UPDATE golden_item SET prior_state = state, prior_why = state_why, state = 'retired', state_why = 'conflict',
            state_by = :by, state_at_ms = :now
        WHERE input_id = :inputId AND target_hash <> :targetHash AND state <> 'retired' AND kind <> 'rejection'
        """)
    int retireOthers(
            @Bind("inputId") String inputId,
            @Bind("targetHash") String targetHash,
            @Bind("by") String by,
            @Bind("now") long nowMs);

    /// Items that came of certain decisions and still have their texts.
    @SqlQuery("SELECT id FROM golden_item WHERE decision_id IN (<decisions>) AND content IS NOT NULL ORDER BY id")
    List<String> ofDecisions(@BindList("decisions") List<String> decisionIds);

    @SqlUpdate("UPDATE golden_item SET content = NULL, bytes = 0 WHERE id = :id")
    void erase(@Bind("id") String id);

    @SqlQuery("SELECT COUNT(*) FROM golden_item WHERE input_id = :inputId AND content IS NOT NULL")
    int textsOf(@Bind("inputId") String inputId);

    @SqlUpdate("UPDATE golden_sketch SET plain = '' WHERE input_id = :inputId")
    void eraseSketch(@Bind("inputId") String inputId);

    @SqlUpdate("DELETE FROM golden_embedding WHERE input_id = :inputId")
    void eraseEmbedding(@Bind("inputId") String inputId);

    // Inputs

    @SqlQuery("SELECT id FROM golden_input WHERE pipeline = :pipeline AND input_hash = :hash")
    Optional<String> input(@Bind("pipeline") PipelineName pipeline, @Bind("hash") String hash);

    @SqlUpdate("""
        INSERT INTO golden_input (id, pipeline, input_hash, conflict) VALUES (:id, :pipeline, :hash, FALSE)
        ON CONFLICT (pipeline, input_hash) DO NOTHING
        """)
    int addInput(@Bind("id") String id, @Bind("pipeline") PipelineName pipeline, @Bind("hash") String hash);

    @SqlUpdate("UPDATE golden_input SET conflict = :conflict WHERE id = :id AND conflict <> :conflict")
    int mark(@Bind("id") String inputId, @Bind("conflict") boolean conflict);
}

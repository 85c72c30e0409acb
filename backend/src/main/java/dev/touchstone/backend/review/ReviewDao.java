package dev.touchstone.backend.review;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindList;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

@RegisterConstructorMapper(ReviewRow.class)
public interface ReviewDao {
    String COLUMNS = """
            id, output_id, pipeline, hour, policy_version, stratum, model, prompt_version, confidence, cluster_key, few_shot, u, pi,
            audit_rate, reasons, blind, calm, state, revision, created_at_ms, due_at_ms, carded, golden, claimed_by, claimed_name,
            claimed_at_ms, lease_until_ms, decision_id, closed_at_ms, closed_why,
            withdrawn_by, panel_size, panel_share, panel_adjudicate, panel_done, panel_stage, panel_since, second_look_of""";

    /// Nobody holds a seat of it.
    String NO_SEAT_HELD =
            " AND NOT EXISTS (SELECT 1 FROM panel_seat WHERE review_id = review.id AND lease_until_ms > :now)";

    String OPEN_CARDS = "SELECT COUNT(*) FROM review WHERE pipeline = ? AND state = 'open' AND carded = TRUE";

    @SqlQuery("SELECT " + COLUMNS + " FROM review WHERE id = :id")
    Optional<ReviewRow> find(@Bind("id") ReviewId id);

    @SqlQuery("SELECT " + COLUMNS + " FROM review WHERE id IN (<ids>)")
    List<ReviewRow> find(@BindList("ids") List<ReviewId> ids);

    /// Reviews and seats of panels.
    @SqlQuery("""
            SELECT (SELECT COUNT(*) FROM review WHERE state = 'open' AND claimed_by = :by AND lease_until_ms > :now)
                + (SELECT COUNT(*) FROM panel_seat WHERE claimed_by = :by AND lease_until_ms > :now)
            """)
    int claimedBy(@Bind("by") ReviewerId by, @Bind("now") long nowMs);

    @SqlQuery("SELECT " + COLUMNS + " FROM review WHERE id = :id <forUpdate>")
    Optional<ReviewRow> lock(@Bind("id") ReviewId id);

    /// Takes the lease when nobody else holds it. The revision stays: a claim changes nothing a reviewer has seen.
    @SqlUpdate("""
            UPDATE review SET claimed_by = :by, claimed_name = :name, claimed_at_ms = :now, lease_until_ms = :until
            WHERE id = :id AND state = 'open' AND (claimed_by IS NULL OR claimed_by = :by OR lease_until_ms <= :now)
            """)
    int claim(
            @Bind("id") ReviewId id,
            @Bind("by") ReviewerId by,
            @Bind("name") @Nullable String name,
            @Bind("now") long nowMs,
            @Bind("until") long untilMs);

    @SqlUpdate("""
            UPDATE review SET claimed_by = NULL, claimed_name = NULL, claimed_at_ms = NULL, lease_until_ms = NULL
            WHERE id = :id AND claimed_by = :by
            """)
    int handBack(@Bind("id") ReviewId id, @Bind("by") ReviewerId by);

    @SqlUpdate("""
            INSERT INTO review_skip (review_id, reviewer, skipped_at_ms) VALUES (:id, :by, :now)
            ON CONFLICT (review_id, reviewer) DO UPDATE SET skipped_at_ms = excluded.skipped_at_ms
            """)
    void skip(@Bind("id") ReviewId id, @Bind("by") ReviewerId by, @Bind("now") long nowMs);

    /// Who has given a verdict is offered the review no more, and is again once it is taken back.
    @SqlUpdate("DELETE FROM review_skip WHERE review_id = :id AND reviewer = :by")
    void offerAgain(@Bind("id") ReviewId id, @Bind("by") ReviewerId by);

    @SqlUpdate("""
            UPDATE review SET panel_size = :panelSize, panel_share = :panelShare, panel_adjudicate = :panelAdjudicate,
                panel_done = :panelDone, panel_stage = :panelStage, panel_since = :panelSince
            WHERE id = :id
            """)
    void givePanel(@Bind("id") ReviewId id, @BindMethods PanelState panel);

    /// Compared-and-set like a decision; the review stays open, or is open again.
    @SqlUpdate("""
            UPDATE review SET state = 'open', revision = revision + 1, decision_id = NULL, closed_at_ms = NULL,
                panel_done = :panelDone, panel_stage = :panelStage, panel_since = :panelSince
            WHERE id = :id AND revision = :revision AND state IN ('open', 'decided')
            """)
    int moveOn(@Bind("id") ReviewId id, @Bind("revision") int revision, @BindMethods PanelState panel);

    /// The compare-and-set that makes one decision count once.
    @SqlUpdate("""
            UPDATE review SET state = 'decided', revision = revision + 1, decision_id = :decisionId, closed_at_ms = :now,
                claimed_by = NULL, claimed_name = NULL, claimed_at_ms = NULL, lease_until_ms = NULL
            WHERE id = :id AND revision = :revision AND state = 'open'
            """)
    int decide(
            @Bind("id") ReviewId id,
            @Bind("revision") int revision,
            @Bind("decisionId") String decisionId,
            @Bind("now") long nowMs);

    @SqlUpdate("""
            UPDATE review SET state = 'open', revision = revision + 1, decision_id = NULL, closed_at_ms = NULL
            WHERE id = :id AND revision = :revision AND state = 'decided'
            """)
    int reopen(@Bind("id") ReviewId id, @Bind("revision") int revision);

    /// Withdraws what waits for its confidence alone, and nobody has touched.
    @SqlUpdate("""
            UPDATE review SET state = 'withdrawn', revision = revision + 1, closed_at_ms = :now, closed_why = :why,
                claimed_by = NULL, claimed_name = NULL, claimed_at_ms = NULL, lease_until_ms = NULL
            WHERE id = :id AND state = 'open' AND revision = 0 AND blind = FALSE AND u >= audit_rate
                AND sample_id IS NULL AND sample_pi IS NULL AND reasons IN ('low_confidence', 'missing_confidence')
                AND (claimed_by IS NULL OR lease_until_ms <= :now)
            """ + NO_SEAT_HELD)
    int withdrawUntouched(@Bind("id") ReviewId id, @Bind("why") String why, @Bind("now") long nowMs);

    @SqlUpdate("UPDATE review SET second_look_of = :first WHERE id = :id")
    void markSecondLook(@Bind("id") ReviewId id, @Bind("first") ReviewId first);

    @SqlQuery("SELECT " + COLUMNS + " FROM review WHERE second_look_of = :first")
    Optional<ReviewRow> secondLookOf(@Bind("first") ReviewId first);

    @SqlQuery("SELECT " + COLUMNS + " FROM review WHERE output_id = :output ORDER BY id <forUpdate>")
    List<ReviewRow> ofOutput(@Bind("output") OutputId output);

    /// Why it closed is in people's words.
    @SqlUpdate("UPDATE review SET closed_why = :why WHERE id = :id AND closed_why IS NOT NULL")
    void forgetWhy(@Bind("id") ReviewId id, @Bind("why") String why);

    /// Joining the name to nothing keeps its index out of it: this is a range of outputs.
    @SqlQuery("""
            SELECT DISTINCT output_id FROM review
            WHERE output_id > :afterId AND output_id < :beforeId AND pipeline || '' = :pipeline
            ORDER BY output_id LIMIT :limit
            """)
    List<OutputId> reviewedOutputs(
            @Bind("pipeline") PipelineName pipeline,
            @Bind("afterId") String afterId,
            @Bind("beforeId") String beforeId,
            @Bind("limit") int limit);

    @SqlQuery("SELECT " + COLUMNS + " FROM review WHERE pipeline = :population AND state = 'open' ORDER BY id")
    List<ReviewRow> open(@Bind("population") PipelineName population);

    /// Compared-and-set like a decision: who decided a moment before has won.
    @SqlUpdate("""
            UPDATE review SET state = 'withdrawn', revision = revision + 1, closed_at_ms = :now,
                claimed_by = NULL, claimed_name = NULL, claimed_at_ms = NULL, lease_until_ms = NULL
            WHERE id = :id AND revision = :revision AND state = 'open'
            """)
    int withdraw(@Bind("id") ReviewId id, @Bind("revision") int revision, @Bind("now") long nowMs);

    /// As above, for somebody who asks; whoever holds it loses it.
    @SqlUpdate("""
            UPDATE review SET state = 'withdrawn', revision = revision + 1, closed_at_ms = :now, closed_why = :why,
                withdrawn_by = :by, claimed_by = NULL, claimed_name = NULL, claimed_at_ms = NULL, lease_until_ms = NULL
            WHERE id = :id AND state = 'open'
            """)
    int withdrawAsked(@Bind("id") ReviewId id, @Bind("by") String by, @Bind("why") String why, @Bind("now") long nowMs);

    /// Open longer than it may be, oldest first, without what somebody holds: whoever looks at it may finish.
    @SqlQuery("SELECT " + COLUMNS + """
             FROM review
            WHERE pipeline = :pipeline AND state = 'open' AND created_at_ms <= :openedBy
                AND (claimed_by IS NULL OR lease_until_ms <= :now)
            """ + NO_SEAT_HELD + " ORDER BY created_at_ms, id LIMIT :limit")
    List<ReviewRow> expired(
            @Bind("pipeline") PipelineName pipeline,
            @Bind("openedBy") long openedByMs,
            @Bind("now") long nowMs,
            @Bind("limit") int limit);

    /// Compared-and-set like a decision: who decided or took it a moment before has won.
    @SqlUpdate("""
            UPDATE review SET state = 'expired', revision = revision + 1, closed_at_ms = :now, closed_why = :why,
                claimed_by = NULL, claimed_name = NULL, claimed_at_ms = NULL, lease_until_ms = NULL
            WHERE id = :id AND revision = :revision AND state = 'open'
                AND (claimed_by IS NULL OR lease_until_ms <= :now)
            """ + NO_SEAT_HELD)
    int expire(
            @Bind("id") ReviewId id, @Bind("revision") int revision, @Bind("why") String why, @Bind("now") long nowMs);

    /// Of these, those that are not open any more.
    @SqlQuery("SELECT id FROM review WHERE id IN (<ids>) AND state <> 'open'")
    List<ReviewId> closedAmong(@BindList("ids") List<ReviewId> ids);

    @SqlUpdate("UPDATE review SET golden = FALSE WHERE pipeline = :population")
    void keepFromGolden(@Bind("population") PipelineName population);

    /// Counting stops at a hundred thousand.
    @SqlQuery("SELECT COUNT(*) FROM (SELECT 1 FROM review WHERE state = 'open' LIMIT 100000) AS counted")
    long openInAll();

    @SqlQuery("SELECT COUNT(*) FROM review WHERE pipeline = :pipeline AND state = 'open'")
    long openReviews(@Bind("pipeline") PipelineName pipeline);

    @SqlQuery("""
            SELECT id, revision FROM review WHERE pipeline = :pipeline AND state = 'open' AND carded = FALSE
            ORDER BY due_at_ms, calm, id LIMIT :limit
            """)
    @RegisterConstructorMapper(Uncarded.class)
    List<Uncarded> nextUncarded(@Bind("pipeline") PipelineName pipeline, @Bind("limit") int limit);

    @SqlUpdate("UPDATE review SET carded = TRUE WHERE id = :id AND carded = FALSE AND state = 'open'")
    int orderCard(@Bind("id") ReviewId id);

    @SqlUpdate("UPDATE review SET carded = FALSE WHERE id = :id")
    void takeCardBack(@Bind("id") ReviewId id);

    record Uncarded(ReviewId id, int revision) {}
}

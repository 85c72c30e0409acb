package dev.touchstone.backend.review.view;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.backend.review.AttributeOutcomes;
import dev.touchstone.backend.review.DecisionRow;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What people decided last, for whoever learns from it.
public final class DecidedOutputs {
    private DecidedOutputs() {}

    /// A decision in force.
    ///
    /// @param action `approve`, `edit` or `reject`
    /// @param reason the id of the reason; null when none was given
    /// @param note free text of the reviewer; null when there is none
    public record Decided(
            OutputId outputId,
            String action,
            @Nullable String reason,
            @Nullable String note) {}

    /// A verdict that a person has reached without the judge.
    ///
    /// @param action `approve`, `edit` or `reject`
    public record Settled(ReviewId reviewId, OutputId outputId, String action) {}

    /// Decisions in force, made within a time, on reviews that no judge has raised and that had no second look yet,
    /// newest first.
    ///
    /// @param after exclusive lower bound
    /// @param before exclusive upper bound
    public static List<Settled> settled(
            Handle handle, PipelineName pipeline, Instant after, Instant before, int limit) {
        return handle.createQuery("""
                        SELECT r.id, r.output_id, d.action
                        FROM decision d JOIN review r ON r.id = d.review_id AND r.decision_id = d.id
                        WHERE d.pipeline = :pipeline AND d.decided_at_ms > :afterMs AND d.decided_at_ms < :beforeMs
                            AND r.second_look_of IS NULL AND r.reasons NOT IN ('judge_disagreement', 'uncertainty')
                            AND NOT EXISTS (SELECT 1 FROM review s WHERE s.second_look_of = r.id)
                        ORDER BY d.decided_at_ms DESC, d.id DESC LIMIT :limit
                        """)
                .bind("pipeline", pipeline)
                .bind("afterMs", after.toEpochMilli())
                .bind("beforeMs", before.toEpochMilli())
                .bind("limit", limit)
                .map((row, context) ->
                        new Settled(new ReviewId(row.getString(1)), new OutputId(row.getString(2)), row.getString(3)))
                .list();
    }

    /// A verdict, for comparisons.
    ///
    /// @param attributes whether each was right, by name; those that the decision says nothing of are not there
    public record Verdict(boolean approved, Map<String, Boolean> attributes) {}

    /// Whether each attribute was right, by name, as a decision says; those it says nothing of are not there.
    ///
    /// @param outcomes as they are stored; null for none
    public static Map<String, Boolean> rightAttributes(@Nullable String outcomes) {
        return AttributeOutcomes.right(outcomes);
    }

    /// The verdicts in force of a population, by output.
    public static Map<OutputId, Verdict> verdicts(Handle handle, PipelineName population) {
        Map<OutputId, Verdict> verdicts = new HashMap<>();
        handle.createQuery("""
                        SELECT r.output_id, d.action, d.outcomes
                        FROM review r JOIN decision d ON d.id = r.decision_id
                        WHERE r.pipeline = :population AND r.state = 'decided'
                        """)
                .bind("population", population)
                .map((row, context) -> Map.entry(
                        row.getString(1),
                        new Verdict(
                                row.getString(2).equals(DecisionAction.APPROVE.wire()),
                                AttributeOutcomes.right(row.getString(3)))))
                .forEach(entry -> verdicts.put(new OutputId(entry.getKey()), entry.getValue()));
        return verdicts;
    }

    /// How many reviews of a population are decided.
    public static long decided(Handle handle, PipelineName population) {
        return handle.createQuery("SELECT COUNT(*) FROM review WHERE pipeline = :population AND state = 'decided'")
                .bind("population", population)
                .mapTo(Long.class)
                .one();
    }

    /// The latest decisions in force of a pipeline, newest first.
    public static List<Decided> latest(Handle handle, PipelineName pipeline, int limit) {
        return handle.createQuery("""
                        SELECT r.output_id, d.action, d.reason, d.detail
                        FROM decision d JOIN review r ON r.id = d.review_id AND r.decision_id = d.id
                        WHERE d.pipeline = :pipeline ORDER BY d.decided_at_ms DESC, d.id DESC LIMIT :limit
                        """)
                .bind("pipeline", pipeline)
                .bind("limit", limit)
                .map((row, context) -> new Decided(
                        new OutputId(row.getString(1)),
                        row.getString(2),
                        row.getString(3),
                        DecisionRow.noteIn(row.getString(4))))
                .list();
    }
}

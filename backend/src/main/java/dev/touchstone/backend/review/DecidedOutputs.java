package dev.touchstone.backend.review;

import java.util.List;
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
            String outputId,
            String action,
            @Nullable String reason,
            @Nullable String note) {}

    /// A verdict that a person has reached without the judge.
    ///
    /// @param action `approve`, `edit` or `reject`
    public record Settled(String reviewId, String outputId, String action) {}

    /// Decisions in force, made with ids in a range, on reviews that no judge has raised and that had no second look
    /// yet, newest first.
    ///
    /// @param afterId exclusive lower bound
    /// @param beforeId exclusive upper bound
    public static List<Settled> settled(Handle handle, String pipeline, String afterId, String beforeId, int limit) {
        return handle.createQuery("""
                        SELECT r.id, r.output_id, d.action
                        FROM decision d JOIN review r ON r.decision_id = d.id
                        WHERE d.id > :afterId AND d.id < :beforeId AND d.pipeline = :pipeline
                            AND r.second_look_of IS NULL AND r.reasons NOT IN ('judge_disagreement', 'uncertainty')
                            AND NOT EXISTS (SELECT 1 FROM review s WHERE s.second_look_of = r.id)
                        ORDER BY d.id DESC LIMIT :limit
                        """)
                .bind("pipeline", pipeline)
                .bind("afterId", afterId)
                .bind("beforeId", beforeId)
                .bind("limit", limit)
                .map((row, context) -> new Settled(row.getString(1), row.getString(2), row.getString(3)))
                .list();
    }

    /// The latest decisions in force of a pipeline, newest first.
    public static List<Decided> latest(Handle handle, String pipeline, int limit) {
        return handle.createQuery("""
                        SELECT r.output_id, d.action, d.reason, d.detail
                        FROM decision d JOIN review r ON r.decision_id = d.id
                        WHERE d.pipeline = :pipeline ORDER BY d.id DESC LIMIT :limit
                        """)
                .bind("pipeline", pipeline)
                .bind("limit", limit)
                .map((row, context) -> new Decided(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        dev.touchstone.api.Json.read(row.getString(4), DecisionRow.Detail.class)
                                .note()))
                .list();
    }
}

package dev.touchstone.backend.review.view;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.RouteReason;
import dev.touchstone.api.review.ReviewState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which reviews a list shows.
///
/// @param state open reviews come in queue order, others newest first
/// @param reason only with this reason; null for any
/// @param overdue only those past their due time
/// @param cursor where the page before ended; null for the first
/// @param limit how many at most
record ReviewFilter(
        Among among,
        ReviewState state,
        @Nullable RouteReason reason,
        Holder holder,
        boolean overdue,
        @Nullable Cursor cursor,
        int limit) {
    /// Out of which.
    ///
    /// @param pipeline only of this pipeline; null for all the caller sees
    /// @param pipelines only of these and their experiments; empty for all the caller sees
    /// @param except leaves out this review; null for none
    record Among(
            @Nullable PipelineName pipeline,
            List<PipelineName> pipelines,
            @Nullable ReviewId except) {}

    /// Whose.
    ///
    /// @param claimedBy only those this reviewer holds; null for any
    /// @param notSkippedBy leaves out what this reviewer passed over, and what others hold; null for neither
    record Holder(@Nullable ReviewerId claimedBy, @Nullable ReviewerId notSkippedBy) {}

    ReviewFilter(
            @Nullable PipelineName pipeline,
            ReviewState state,
            @Nullable RouteReason reason,
            @Nullable ReviewerId claimedBy,
            @Nullable ReviewerId notSkippedBy,
            boolean overdue,
            @Nullable Cursor cursor,
            int limit) {
        this(
                new Among(pipeline, List.of(), null),
                state,
                reason,
                new Holder(claimedBy, notSkippedBy),
                overdue,
                cursor,
                limit);
    }
}

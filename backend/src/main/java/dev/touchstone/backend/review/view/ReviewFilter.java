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
/// @param pipeline only of this pipeline; null for all the caller sees
/// @param state open reviews come in queue order, others newest first
/// @param reason only with this reason; null for any
/// @param claimedBy only those this reviewer holds; null for any
/// @param notSkippedBy leaves out what this reviewer passed over, and what others hold; null for neither
/// @param overdue only those past their due time
/// @param cursor where the page before ended; null for the first
/// @param limit how many at most
/// @param pipelines only of these and their experiments; empty for all the caller sees
/// @param except leaves out this review; null for none
record ReviewFilter(
        @Nullable PipelineName pipeline,
        ReviewState state,
        @Nullable RouteReason reason,
        @Nullable ReviewerId claimedBy,
        @Nullable ReviewerId notSkippedBy,
        boolean overdue,
        @Nullable Cursor cursor,
        int limit,
        List<PipelineName> pipelines,
        @Nullable ReviewId except) {

    ReviewFilter(
            @Nullable PipelineName pipeline,
            ReviewState state,
            @Nullable RouteReason reason,
            @Nullable ReviewerId claimedBy,
            @Nullable ReviewerId notSkippedBy,
            boolean overdue,
            @Nullable Cursor cursor,
            int limit) {
        this(pipeline, state, reason, claimedBy, notSkippedBy, overdue, cursor, limit, List.of(), null);
    }
}

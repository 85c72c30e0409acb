package dev.touchstone.backend.review.search;

import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.review.OutputStatus;
import dev.touchstone.backend.output.RouteTaken;
import org.jspecify.annotations.Nullable;

/// How far a review is, or a second look at it.
///
/// @param id of the first look
/// @param reasons of the review, see [RouteTaken#parse]
/// @param state as it is stored
/// @param closedAtMs null while it is open
/// @param withdrawnBy who asked that it be withdrawn; null when nobody did
/// @param action what the decision in force says; null while there is none
/// @param reviewer whose it is
record ReviewedRow(
        ReviewId id,
        String reasons,
        String state,
        @Nullable Long closedAtMs,
        @Nullable String withdrawnBy,
        @Nullable String action,
        @Nullable String reviewer) {

    /// Of a review and its second look the one whose verdict counts: the one decided last, or else the first.
    ReviewedRow counting(ReviewedRow other) {
        if (other.action == null || other.closedAtMs == null) {
            return this;
        }
        return action == null || closedAtMs == null || other.closedAtMs > closedAtMs ? other : this;
    }

    OutputStatus status() {
        return switch (state) {
            case "open" -> OutputStatus.IN_REVIEW;
            case "decided" -> OutputStatus.DECIDED;
            case "expired" -> OutputStatus.UNREVIEWED;
            default -> withdrawnBy == null ? OutputStatus.AUTO_APPROVED : OutputStatus.WITHDRAWN;
        };
    }
}

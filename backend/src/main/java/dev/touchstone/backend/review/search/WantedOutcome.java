package dev.touchstone.backend.review.search;

import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.RouteReason;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.review.OutputStatus;
import dev.touchstone.backend.output.RouteTaken;
import org.jspecify.annotations.Nullable;

/// What must have become of an output; what is null does not narrow.
///
/// @param reason why it was reviewed, by its route or by whoever opened its review later
/// @param verdict what the decision in force says
/// @param reviewer whose it is
record WantedOutcome(
        @Nullable OutputStatus status,
        @Nullable RouteReason reason,
        @Nullable DecisionAction verdict,
        @Nullable ReviewerId reviewer) {
    boolean any() {
        return status == null && reason == null && verdict == null && reviewer == null;
    }

    /// Whether only outputs with a review can be meant; false when those without can, null when both.
    @Nullable
    Boolean reviewed() {
        if (reason != null || verdict != null || reviewer != null) {
            return true;
        }
        // What the judge released, or somebody withdrew, has a review and was approved by nobody.
        return status == null || asksForChecks() ? null : (Boolean) true;
    }

    /// Whether it matters which outputs without a review wait for a check.
    boolean asksForChecks() {
        return status == OutputStatus.CHECKING || status == OutputStatus.AUTO_APPROVED;
    }

    /// @param routed reasons of the route
    /// @param row null for an output without a review
    /// @param checking whether it waits for a check
    boolean fits(String routed, @Nullable ReviewedRow row, boolean checking) {
        OutputStatus without = checking ? OutputStatus.CHECKING : OutputStatus.AUTO_APPROVED;
        OutputStatus is = row == null ? without : row.status();
        return (status == null || status == is)
                && (reason == null
                        || RouteTaken.parse(routed).contains(reason)
                        || row != null && RouteTaken.parse(row.reasons()).contains(reason))
                && (verdict == null || row != null && verdict.wire().equals(row.action()))
                && (reviewer == null || row != null && reviewer.value().equals(row.reviewer()));
    }
}

package dev.touchstone.backend.review;

import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.output.RouteReason;
import dev.touchstone.backend.output.OutputRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// A review to open.
///
/// @param id the id that the output's receipt names
/// @param output the output to judge
/// @param reasons why
/// @param blind whether confidence and judge are kept from the reviewer
/// @param risk how far the confidence lies below the threshold, 0 to 1
/// @param nowMs when it is opened
/// @param dueAtMs when it should be decided
public record NewReview(
        ReviewId id,
        OutputRow output,
        List<RouteReason> reasons,
        boolean blind,
        double risk,
        long nowMs,
        long dueAtMs) {

    /// Rounding up lets risk order the reviews that fall due together.
    private static final long DUE_STEP_MS = 300_000;

    /// When a review that is opened now should be decided, in epoch milliseconds.
    public static long dueAtMs(Instant now, Duration sla) {
        long due = now.plus(sla).toEpochMilli();
        return (due + DUE_STEP_MS - 1) / DUE_STEP_MS * DUE_STEP_MS;
    }
}

package dev.touchstone.backend.review;

import dev.touchstone.api.RouteReason;
import dev.touchstone.backend.output.OutputRow;
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
        String id, OutputRow output, List<RouteReason> reasons, boolean blind, double risk, long nowMs, long dueAtMs) {

    ReviewRow row() {
        return new ReviewRow(
                id,
                output.id(),
                output.pipeline(),
                output.hour(),
                output.policyVersion(),
                output.stratum(),
                output.model(),
                output.promptVersion(),
                output.confidence(),
                output.u(),
                output.pi(),
                output.auditRate(),
                OutputRow.formatReasons(reasons),
                blind,
                1 - risk,
                "open",
                0,
                nowMs,
                dueAtMs,
                false,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}

package dev.touchstone.backend.review.export;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.ReviewId;
import org.jdbi.v3.core.mapper.Nested;
import org.jspecify.annotations.Nullable;

/// A decision and the facts of its review. Public only because JDBI binds through public methods.
///
/// @param inForce the decision in force on the review; null while there is none
public record ExportedDecision(
        String id,
        ReviewId reviewId,
        int revision,
        String action,
        String reviewer,
        @Nullable String reviewerName,
        long decidedAtMs,
        @Nested Said said,
        OutputId outputId,
        @Nullable String inForce) {

    /// What the reviewer said.
    ///
    /// @param detail corrections, rubric answers, attribute labels and note, as JSON
    /// @param sources which sources it marked, as JSON; null when none could be marked
    public record Said(
            @Nullable String reason,
            @Nullable Double seconds,
            String detail,
            @Nullable String sources) {}
}

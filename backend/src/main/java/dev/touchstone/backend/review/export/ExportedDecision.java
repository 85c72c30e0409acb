package dev.touchstone.backend.review.export;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.ReviewId;
import org.jspecify.annotations.Nullable;

/// A decision and the facts of its review. Public only because JDBI binds through public methods.
///
/// @param detail corrections, rubric answers, attribute labels and note, as JSON
/// @param inForce the decision in force on the review; null while there is none
public record ExportedDecision(
        String id,
        ReviewId reviewId,
        int revision,
        String action,
        String reviewer,
        @Nullable String reviewerName,
        long decidedAtMs,
        @Nullable String reason,
        @Nullable Double seconds,
        String detail,
        OutputId outputId,
        @Nullable String inForce) {}

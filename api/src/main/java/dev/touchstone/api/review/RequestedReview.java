package dev.touchstone.api.review;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.ReviewId;

/// The answer to a wish for a review.
///
/// @param outputId the output
/// @param reviewId the review that people decide
/// @param opened whether it was opened for this wish; false when one was open already
public record RequestedReview(OutputId outputId, ReviewId reviewId, boolean opened) {}

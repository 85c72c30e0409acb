package dev.touchstone.api.sampling;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.review.ReviewState;
import org.jspecify.annotations.Nullable;

/// One output of a sample.
///
/// @param u its sampling key, in [0, 1)
/// @param inclusionProbability with which this sample drew it, 0 to 1
/// @param reviewId its review; null when it had no text left to review
/// @param opened whether the sample opened the review; otherwise the output was under review already
/// @param state how far the review is; null without one
public record SampleMember(
        OutputId outputId,
        String stratum,
        double u,
        double inclusionProbability,
        @Nullable ReviewId reviewId,
        boolean opened,
        @Nullable ReviewState state) {}

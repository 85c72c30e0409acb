package dev.touchstone.backend.golden.item;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import org.jdbi.v3.core.mapper.Nested;
import org.jspecify.annotations.Nullable;

/// An example as an earlier version of the program kept it. Public only because JDBI binds through public methods.
public record FormerRow(
        String id,
        PipelineName pipeline,
        ReviewId reviewId,
        String decisionId,
        String action,
        ReviewerId reviewer,
        @Nested Source source,
        String correctedOutput,
        long createdAtMs,
        @Nullable Long withdrawnAtMs) {
    /// The output that was corrected.
    public record Source(
            OutputId outputId,
            String externalId,
            @Nullable String model,
            @Nullable String promptVersion,
            @Nullable String query,
            @Nullable String context,
            @Nullable String systemPrompt,
            String output) {}
}

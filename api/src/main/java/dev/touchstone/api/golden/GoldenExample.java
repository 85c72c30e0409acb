package dev.touchstone.api.golden;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.output.Context;
import dev.touchstone.api.review.DecisionAction;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a correction taught: what was asked, on which context, and what the right answer is.
///
/// @param id the example's id
/// @param pipeline the pipeline's name
/// @param query what was asked: a text, or a list of chat messages
/// @param context what the model was given
/// @param systemPrompt the instructions the model ran under
/// @param output what the model said
/// @param correctedOutput what it should have said
/// @param lineage where the example comes from
/// @param createdAt when it was admitted
public record GoldenExample(
        String id,
        PipelineName pipeline,
        @Nullable JsonNode query,
        @Nullable Context context,
        @Nullable String systemPrompt,
        JsonNode output,
        JsonNode correctedOutput,
        Lineage lineage,
        Instant createdAt) {

    /// Where an example comes from.
    ///
    /// @param outputId the output that was corrected
    /// @param externalId the pipeline's id of that output
    /// @param reviewId the review
    /// @param decisionId the decision that carried the correction
    /// @param action whether it was an edit or a rejection
    /// @param reviewer who corrected it
    /// @param model the model that produced the output
    /// @param promptVersion the prompt version that produced it
    public record Lineage(
            OutputId outputId,
            String externalId,
            ReviewId reviewId,
            String decisionId,
            DecisionAction action,
            String reviewer,
            @Nullable String model,
            @Nullable String promptVersion) {}
}

package dev.touchstone.api.review;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.rubric.AttributeLabel;
import dev.touchstone.api.rubric.RubricAnswer;
import dev.touchstone.api.wire.Reviewer;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A decision as it is kept: one row, never changed. Undo and re-open are rows of their own.
///
/// @param id the decision's id
/// @param reviewId the review it decided
/// @param revision the review's revision after it
/// @param action what was decided
/// @param reviewer who decided
/// @param decidedAt when
public record Decision(
        String id,
        ReviewId reviewId,
        int revision,
        DecisionAction action,
        Reviewer reviewer,
        Instant decidedAt,
        @JsonUnwrapped Correction correction,
        @JsonUnwrapped Said said) {
    /// What would have been right.
    ///
    /// @param correctedOutput the right output; null when none was given
    /// @param correctedAttributes the attributes that were changed, by name
    public record Correction(@Nullable JsonNode correctedOutput, Map<String, JsonNode> correctedAttributes) {
        public Correction {
            correctedAttributes = correctedAttributes == null ? Map.of() : correctedAttributes;
        }
    }

    /// What else the reviewer said.
    ///
    /// @param reason the id of the reject reason, or of what was wrong with the sources; null when none was given
    /// @param sources which of the output's sources it is about; null for an approval, and when the output had none
    /// @param rubric answers by rubric line
    /// @param attributeLabels findings by attribute
    /// @param note free text; null for none
    /// @param seconds how long the reviewer looked at it; null when not measured
    public record Said(
            @Nullable String reason,
            @Nullable MarkedSources sources,
            Map<String, RubricAnswer> rubric,
            Map<String, AttributeLabel> attributeLabels,
            @Nullable String note,
            @Nullable Double seconds) {
        public Said {
            rubric = rubric == null ? Map.of() : rubric;
            attributeLabels = attributeLabels == null ? Map.of() : attributeLabels;
        }
    }
}

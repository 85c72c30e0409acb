package dev.touchstone.api.golden;

import dev.touchstone.api.review.MarkedSources;
import dev.touchstone.api.rubric.AttributeLabel;
import dev.touchstone.api.rubric.RubricAnswer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a person said of the output besides the right answer.
///
/// @param reason the id of the reason why it was not right; null when none was given
/// @param sources which of the sources in the context it is about; null when nothing could be said of them
/// @param rubric answers by rubric line
/// @param attributeLabels findings by attribute
/// @param note free text; null for none
public record GoldenJudgement(
        @Nullable String reason,
        @Nullable MarkedSources sources,
        Map<String, RubricAnswer> rubric,
        Map<String, AttributeLabel> attributeLabels,
        @Nullable String note) {
    public static final GoldenJudgement NONE = new GoldenJudgement(null, null, Map.of(), Map.of(), null);

    public GoldenJudgement {
        rubric = rubric == null ? Map.of() : rubric;
        attributeLabels = attributeLabels == null ? Map.of() : attributeLabels;
    }
}

package dev.touchstone.api.golden;

import dev.touchstone.api.rubric.AttributeLabel;
import dev.touchstone.api.rubric.RubricAnswer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a person said of the output besides the right answer.
///
/// @param reason the reject reason; null unless rejected
/// @param rubric answers by rubric line
/// @param attributeLabels findings by attribute
/// @param note free text; null for none
public record GoldenJudgement(
        @Nullable String reason,
        Map<String, RubricAnswer> rubric,
        Map<String, AttributeLabel> attributeLabels,
        @Nullable String note) {
    public static final GoldenJudgement NONE = new GoldenJudgement(null, Map.of(), Map.of(), null);

    public GoldenJudgement {
        rubric = rubric == null ? Map.of() : rubric;
        attributeLabels = attributeLabels == null ? Map.of() : attributeLabels;
    }
}

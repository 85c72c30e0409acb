package dev.touchstone.api.review;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.rubric.AttributeLabel;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Several people who judge one output, each without knowing what another said.
///
/// @param reviewers how many verdicts it takes
/// @param done how many are in; who gave them, and what they say, nobody is told before all are
/// @param stage how far it is, and at the end how the verdict came about
/// @param share the probability with which chance drew the review for it, 0 to 1, among those it may draw from
/// @param opinions what was said, without names, for whoever adjudicates; empty in every other stage, and in lists
public record Panel(int reviewers, int done, PanelStage stage, double share, List<Opinion> opinions) {
    public Panel {
        opinions = opinions == null ? List.of() : List.copyOf(opinions);
    }

    /// The same with what was said.
    public Panel showing(List<Opinion> said) {
        return new Panel(reviewers, done, stage, share, said);
    }

    /// What one of them said.
    ///
    /// @param action `approve`, `edit` or `reject`
    /// @param reason the reject reason; null unless rejected
    /// @param note free text; null for none
    /// @param correctedOutput the right output; null when none was given
    /// @param correctedAttributes the attributes that were changed, by name
    /// @param attributeLabels findings by attribute
    public record Opinion(
            DecisionAction action,
            @Nullable String reason,
            @Nullable String note,
            @Nullable JsonNode correctedOutput,
            Map<String, JsonNode> correctedAttributes,
            Map<String, AttributeLabel> attributeLabels) {
        public Opinion {
            correctedAttributes = correctedAttributes == null ? Map.of() : correctedAttributes;
            attributeLabels = attributeLabels == null ? Map.of() : attributeLabels;
        }

        /// What a decision says, without who made it.
        public static Opinion of(Decision decision) {
            return new Opinion(
                    decision.action(),
                    decision.said().reason(),
                    decision.said().note(),
                    decision.correction().correctedOutput(),
                    decision.correction().correctedAttributes(),
                    decision.said().attributeLabels());
        }
    }
}

package dev.touchstone.backend.review.panel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.chat.ChatMessage;
import dev.touchstone.api.review.Decision;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.review.PanelStage;
import dev.touchstone.api.wire.CanonicalJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the verdicts of a panel come to. Pure.
///
/// @param counts the decision that counts
/// @param cameAbout how
public record PanelVerdict(Decision counts, PanelStage cameAbout) {
    /// @param said in the order in which it was said, not empty
    /// @param adjudicate whether somebody else decides when they differ
    /// @return empty when somebody else has to
    public static Optional<PanelVerdict> of(List<Decision> said, boolean adjudicate) {
        Decision first = said.getFirst();
        if (said.stream().allMatch(each -> same(first, each))) {
            return Optional.of(new PanelVerdict(said.getLast(), PanelStage.AGREED));
        }
        if (adjudicate) {
            return Optional.empty();
        }
        return Optional.of(said.stream()
                .filter(each -> 2 * like(each, said) > said.size())
                .reduce((earlier, later) -> later)
                .map(each -> new PanelVerdict(each, PanelStage.MAJORITY))
                .orElse(new PanelVerdict(first, PanelStage.FIRST)));
    }

    private static long like(Decision one, List<Decision> said) {
        return said.stream().filter(each -> same(one, each)).count();
    }

    /// Two rejections are the same whatever their reasons. Two edits are only with the same correction: from one of
    /// them others will learn. Labels of attributes differ where both speak of one.
    static boolean same(Decision one, Decision other) {
        return one.action() == other.action()
                && (one.action() != DecisionAction.EDIT || sameCorrection(one, other))
                && one.said().attributeLabels().entrySet().stream()
                        .allMatch(label -> label.getValue()
                                == other.said().attributeLabels().getOrDefault(label.getKey(), label.getValue()));
    }

    private static boolean sameCorrection(Decision one, Decision other) {
        Map<String, JsonNode> attributes = one.correction().correctedAttributes();
        Map<String, JsonNode> others = other.correction().correctedAttributes();
        return same(one.correction().correctedOutput(), other.correction().correctedOutput())
                && attributes.keySet().equals(others.keySet())
                && attributes.entrySet().stream()
                        .allMatch(entry -> CanonicalJson.same(entry.getValue(), others.get(entry.getKey())));
    }

    private static boolean same(@Nullable JsonNode one, @Nullable JsonNode other) {
        return one == null || other == null
                ? one == null && other == null
                : CanonicalJson.same(spaced(ChatMessage.meaning(one)), spaced(ChatMessage.meaning(other)));
    }

    /// How a text is broken into lines is no part of what it says.
    private static JsonNode spaced(JsonNode output) {
        return output.isTextual() ? TextNode.valueOf(output.asText().strip().replaceAll("\\s+", " ")) : output;
    }
}

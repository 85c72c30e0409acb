package dev.touchstone.backend.review;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.output.Attribute;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.rubric.AttributeLabel;
import dev.touchstone.api.wire.Json;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What a decision says of each attribute. A label says it outright; otherwise it follows from the correction: what
/// was corrected was wrong, what an approval or an edit of attributes left alone was right. A rejection without
/// labels says nothing.
public final class AttributeOutcomes {
    private static final String ABSENT = "absent";

    private AttributeOutcomes() {}

    /// @param outcome `correct`, `absent` (rightly so), `wrong`, `missed` or `invented`
    /// @param confidence the model's confidence in the attribute; null when it gave none
    record Outcome(String outcome, @Nullable Double confidence) {}

    /// @return outcomes by attribute as JSON; null when the output has no attributes, its text is gone, or the decision
    ///     says nothing of any
    static @Nullable String of(NewDecision decision, @Nullable NewOutput body) {
        if (body == null) {
            return null;
        }
        TreeSet<String> names = new TreeSet<>(body.attributes().keySet());
        names.addAll(decision.correctedAttributes().keySet());
        names.addAll(decision.attributeLabels().keySet());
        Map<String, Outcome> outcomes = new TreeMap<>();
        for (String name : names) {
            Attribute given = body.attributes().get(name);
            String outcome = outcome(decision, name, given);
            if (outcome != null) {
                outcomes.put(name, new Outcome(outcome, given == null ? null : given.confidence()));
            }
        }
        return outcomes.isEmpty() ? null : Json.write(outcomes);
    }

    /// Whether each attribute was right, by name.
    ///
    /// @param outcomes as [#of] wrote them; null for none
    public static Map<String, Boolean> right(@Nullable String outcomes) {
        Map<String, Boolean> right = new TreeMap<>();
        if (outcomes != null) {
            Json.read(outcomes, JsonNode.class).properties().forEach(entry -> {
                String outcome = entry.getValue().path("outcome").asText();
                right.put(entry.getKey(), outcome.equals(ABSENT) || outcome.equals(AttributeLabel.CORRECT.wire()));
            });
        }
        return right;
    }

    private static @Nullable String outcome(NewDecision decision, String name, @Nullable Attribute given) {
        boolean absent = given == null || given.missing();
        AttributeLabel label = decision.attributeLabels().get(name);
        if (label != null) {
            return label == AttributeLabel.CORRECT ? right(absent) : label.wire();
        }
        JsonNode corrected = decision.correctedAttributes().get(name);
        if (corrected != null) {
            return corrected(absent, given, corrected);
        }
        if (decision.action() == DecisionAction.APPROVE
                || !decision.correctedAttributes().isEmpty() && decision.action() == DecisionAction.EDIT) {
            return right(absent);
        }
        // A new output without the attributes spelt out speaks of those it names.
        JsonNode output = decision.correctedOutput();
        return output != null && output.has(name) ? corrected(absent, given, output.get(name)) : null;
    }

    private static String corrected(boolean absent, @Nullable Attribute given, JsonNode corrected) {
        boolean nothing = Attribute.of(corrected).missing();
        if (absent) {
            return nothing ? right(true) : AttributeLabel.MISSED.wire();
        }
        if (nothing) {
            return AttributeLabel.INVENTED.wire();
        }
        return given != null && given.value().equals(corrected) ? right(false) : AttributeLabel.WRONG.wire();
    }

    private static String right(boolean absent) {
        return absent ? ABSENT : AttributeLabel.CORRECT.wire();
    }
}

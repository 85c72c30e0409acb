package dev.touchstone.console.review;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.rubric.RetrievalCause;
import dev.touchstone.api.rubric.RubricAnswer;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.console.output.AttributeField;
import dev.touchstone.console.output.ShownOutput;
import dev.touchstone.console.sheet.Difference;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Makes a decision of what somebody entered, or says what is wrong with it.
///
/// @param output null when retention has removed it
/// @param revision of the review that the page showed
/// @param policyVersion whose rubric and reasons the page showed; null when unknown
/// @param seconds how long they looked; null when the page could not measure it
record DecisionForm(
        Entered entered,
        @Nullable ShownOutput output,
        int revision,
        @Nullable Integer policyVersion,
        @Nullable Double seconds) {
    /// What somebody has to change before it is a decision.
    static final class Unfinished extends Exception {
        Unfinished(String what) {
            super(what);
        }
    }

    /// @param pressed `approve`, `edit` or `reject`
    NewDecision read(Reviewer reviewer, String pressed) throws Unfinished {
        JsonNode corrected = correctedOutput();
        Map<String, JsonNode> attributes = correctedAttributes();
        boolean changed = corrected != null || !attributes.isEmpty();
        DecisionAction action = switch (pressed) {
            case "approve" -> DecisionAction.APPROVE;
            // As in Slack: an edit that changes nothing says that nothing is to be changed.
            case "edit" -> changed ? DecisionAction.EDIT : DecisionAction.APPROVE;
            case "reject" -> DecisionAction.REJECT;
            default -> throw new Unfinished("Press Approve, Save correction or Reject.");
        };
        if (action == DecisionAction.APPROVE && changed) {
            throw new Unfinished(
                    "You changed the output. Press Save correction to keep the change, or Put back to approve"
                            + " the output as it was.");
        }
        boolean aboutSources = RetrievalCause.of(entered.reason()).isPresent();
        if (action != DecisionAction.REJECT
                && !entered.reason().isEmpty()
                && !(action == DecisionAction.EDIT && aboutSources)) {
            throw new Unfinished(
                    "You chose a reason for a rejection. Press Reject, or Put back to take the choice away.");
        }
        if (!aboutSources && !(entered.source() + entered.rightSource()).isEmpty()) {
            throw new Unfinished("You marked a source: choose what was wrong with it, or take the mark away.");
        }
        if (action == DecisionAction.REJECT && entered.reason().isEmpty()) {
            throw new Unfinished("A rejection needs a reason: choose one.");
        }
        return decision(reviewer, action, corrected, attributes);
    }

    /// Written as it is posted, and read by the rules of the API.
    private NewDecision decision(
            Reviewer reviewer, DecisionAction action, @Nullable JsonNode corrected, Map<String, JsonNode> attributes)
            throws Unfinished {
        ObjectNode posted = Json.mapper().createObjectNode();
        posted.set("reviewer", Json.mapper().valueToTree(reviewer));
        posted.put("action", action.wire());
        posted.put("revision", revision);
        posted.set("corrected_output", corrected);
        posted.set("corrected_attributes", Json.mapper().valueToTree(attributes));
        posted.set("reason", entered.reason().isEmpty() ? null : reason());
        posted.set("rubric", Json.mapper().valueToTree(rubric()));
        posted.put("note", entered.note().isBlank() ? null : entered.note().strip());
        posted.put("seconds", seconds);
        posted.put("golden", entered.golden());
        posted.put("policy_version", policyVersion);
        try {
            return Json.mapper().treeToValue(posted, NewDecision.class);
        } catch (JsonProcessingException e) {
            String why = e.getCause() instanceof InvalidField field
                    ? field.field().replace('_', ' ') + " " + field.getMessage()
                    : e.getOriginalMessage();
            throw new Unfinished("This could not be taken: " + why + ".");
        }
    }

    /// The reason alone, or with the sources that were marked. Of an answer that misread its source, both marks are the
    /// right one.
    private JsonNode reason() {
        boolean misread = RetrievalCause.RIGHT_SOURCE_MISREAD.wire().equals(entered.reason());
        String about = misread && entered.source().isEmpty() ? entered.rightSource() : entered.source();
        String right = misread ? "" : entered.rightSource();
        if (about.isEmpty() && right.isEmpty()) {
            return TextNode.valueOf(entered.reason());
        }
        ObjectNode reason = Json.mapper().createObjectNode().put("id", entered.reason());
        if (!about.isEmpty()) {
            reason.put("source", Integer.parseInt(about));
        }
        if (!right.isEmpty()) {
            reason.put("right_source", Integer.parseInt(right));
        }
        return reason;
    }

    /// What was changed of the text, for whoever looks before they save.
    ///
    /// @throws Unfinished for what could not be saved
    List<Difference.Changed> preview() throws Unfinished {
        if (output == null || entered.corrected() == null || correctedOutput() == null) {
            return List.of();
        }
        return Difference.of(output.text(), entered.corrected());
    }

    private @Nullable JsonNode correctedOutput() throws Unfinished {
        if (output == null || entered.corrected() == null) {
            return null;
        }
        if (entered.corrected().isBlank() && !output.text().isBlank()) {
            throw new Unfinished("The corrected output is empty. Write what it should say, or reject it instead.");
        }
        try {
            return output.corrected(entered.corrected());
        } catch (JsonProcessingException e) {
            throw new Unfinished("The output is JSON, and what you wrote is not: " + e.getOriginalMessage());
        }
    }

    private Map<String, JsonNode> correctedAttributes() throws Unfinished {
        Map<String, JsonNode> changed = new TreeMap<>();
        if (output == null) {
            return changed;
        }
        for (AttributeField field : output.attributes()) {
            try {
                field.corrected(entered.attributes().get(field.field()))
                        .ifPresent(value -> changed.put(field.name(), value));
            } catch (JsonProcessingException e) {
                throw new Unfinished("“" + field.name() + "” was a number, true, false or JSON: write one, or a text in"
                        + " double quotes, or nothing for no value.");
            }
        }
        return changed;
    }

    private Map<String, RubricAnswer> rubric() throws Unfinished {
        Map<String, RubricAnswer> answers = new TreeMap<>();
        for (Map.Entry<String, String> answer : entered.rubric().entrySet()) {
            switch (answer.getValue()) {
                case "pass" -> answers.put(answer.getKey(), RubricAnswer.PASS);
                case "fail" -> answers.put(answer.getKey(), RubricAnswer.FAIL);
                case "na" -> answers.put(answer.getKey(), RubricAnswer.NA);
                default -> throw new Unfinished("Answer the rubric with yes, no or does not apply.");
            }
        }
        return answers;
    }
}

package dev.touchstone.backend.judge.judgment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.api.judge.JudgeVerdict;
import dev.touchstone.api.rubric.AttributeLabel;
import dev.touchstone.api.rubric.Rubric;
import dev.touchstone.api.rubric.RubricAnswer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The JSON Schema that a judge's answers follow. Models write in the order of the schema, so grounds come before
/// what they are grounds for. The SDK would sort the properties, hence a schema of our own.
public final class AnswerSchema {
    public static final String TOKEN = "token";
    static final String RATIONALE = "rationale";
    static final String RUBRIC = "rubric";
    static final String ATTRIBUTES = "attributes";
    static final String SCORE = "score";
    static final String VERDICT = "verdict";
    public static final String WHY = "why";
    static final String ANSWER = "answer";
    static final String NAME = "name";
    static final String LABEL = "label";

    private AnswerSchema() {}

    public static JsonNode of(Rubric rubric) {
        ObjectNode lines = node();
        rubric.lines().forEach(line -> lines.set(line.id(), line()));
        ObjectNode properties = node();
        properties.set(TOKEN, text("The token of this request, as given in the instructions."));
        properties.set(RATIONALE, text("The grounds, in at most five sentences."));
        properties.set(RUBRIC, object(lines));
        properties.set(ATTRIBUTES, node().put("type", "array").set("items", attribute()));
        properties.set(SCORE, score("The probability that a careful reviewer would approve the output as it is."));
        properties.set(
                VERDICT,
                oneOf(Arrays.stream(JudgeVerdict.values())
                        .map(JudgeVerdict::wire)
                        .toList()));
        return object(properties);
    }

    private static ObjectNode line() {
        ObjectNode properties = node();
        properties.set(WHY, text("The grounds, in one sentence."));
        properties.set(
                ANSWER,
                oneOf(Arrays.stream(RubricAnswer.values())
                        .map(RubricAnswer::wire)
                        .toList()));
        properties.set(SCORE, score("The probability that a careful reviewer would say that the line is met."));
        return object(properties);
    }

    private static ObjectNode attribute() {
        ObjectNode properties = node();
        properties.set(NAME, text("The attribute's name, exactly as given."));
        properties.set(WHY, text("The grounds, in one sentence."));
        properties.set(
                LABEL,
                oneOf(Arrays.stream(AttributeLabel.values())
                        .map(AttributeLabel::wire)
                        .toList()));
        properties.set(SCORE, score("The probability that a careful reviewer would find the value correct."));
        return object(properties);
    }

    public static ObjectNode object(ObjectNode properties) {
        ObjectNode object = node().put("type", "object");
        object.set("properties", properties);
        List<String> names = new ArrayList<>();
        properties.fieldNames().forEachRemaining(names::add);
        names.forEach(object.withArray("required")::add);
        return object.put("additionalProperties", false);
    }

    private static ObjectNode text(String description) {
        return node().put("type", "string").put("description", description);
    }

    private static ObjectNode score(String description) {
        return node().put("type", "number").put("minimum", 0).put("maximum", 1).put("description", description);
    }

    private static ObjectNode oneOf(List<String> values) {
        ObjectNode node = node().put("type", "string");
        values.forEach(node.withArray("enum")::add);
        return node;
    }

    private static ObjectNode node() {
        return JsonNodeFactory.instance.objectNode();
    }
}

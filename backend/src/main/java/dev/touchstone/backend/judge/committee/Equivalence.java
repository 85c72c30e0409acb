package dev.touchstone.backend.judge.committee;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.api.chat.ChatText;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.backend.judge.judgment.AnswerReader;
import dev.touchstone.backend.judge.judgment.AnswerSchema;
import dev.touchstone.backend.judge.judgment.Prompt;
import dev.touchstone.backend.model.ModelFault;
import dev.touchstone.backend.model.OpenAiModel;
import java.util.HashSet;
import java.util.Set;

/// Asks the judge whether two answers mean the same, as carefully as it is asked to judge: both stand in blocks
/// whose ends carry a token drawn for this question, and the answer must repeat the token.
final class Equivalence {
    private static final String SAME = "same";
    private static final Set<String> FIELDS = Set.of(AnswerSchema.TOKEN, AnswerSchema.WHY, SAME);

    private Equivalence() {}

    /// @param answer of another model, untrusted
    static OpenAiModel.Question question(NewOutput output, String answer, String token) {
        return Prompt.equivalence(output.queryText(), ChatText.output(output.output()), answer, schema(), token);
    }

    /// @return whether the two mean the same
    /// @throws AnswerReader.Unusable when the text is not one answer and nothing else
    static boolean read(String content, String token) throws AnswerReader.Unusable {
        JsonNode node = AnswerReader.object(content);
        Set<String> found = new HashSet<>();
        node.fieldNames().forEachRemaining(found::add);
        if (!found.equals(FIELDS)
                || !node.path(AnswerSchema.WHY).isTextual()
                || !node.path(SAME).isBoolean()) {
            throw new AnswerReader.Unusable(ModelFault.OFF_SCHEMA);
        }
        if (!token.equals(node.path(AnswerSchema.TOKEN).textValue())) {
            throw new AnswerReader.Unusable(ModelFault.FORGED);
        }
        return node.path(SAME).booleanValue();
    }

    private static JsonNode schema() {
        ObjectNode properties = JsonNodeFactory.instance.objectNode();
        properties.putObject(AnswerSchema.TOKEN).put("type", "string");
        properties
                .putObject(AnswerSchema.WHY)
                .put("type", "string")
                .put("description", "The grounds, in one sentence.");
        properties.putObject(SAME).put("type", "boolean");
        return AnswerSchema.object(properties);
    }
}

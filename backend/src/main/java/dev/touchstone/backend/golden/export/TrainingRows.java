package dev.touchstone.backend.golden.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.api.golden.GoldenContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The rows of training files. Pure.
final class TrainingRows {
    private static final JsonNodeFactory MAKE = JsonNodeFactory.instance;

    private TrainingRows() {}

    /// A whole chat that ends with the right answer.
    ///
    /// @param openAi whether tools are listed as OpenAI wants them
    static RowsOf chat(GoldenContent content, boolean openAi) {
        JsonNode target = content.target();
        if (target == null) {
            return new RowsOf.Unsaid("no_right_answer");
        }
        ArrayNode prompt = Chat.prompt(content.input());
        ObjectNode answer = Chat.answer(target);
        Optional<String> complaint = complaint(content, prompt, openAi, answer);
        if (complaint.isPresent()) {
            return new RowsOf.Unsaid(complaint.get());
        }
        ObjectNode row = MAKE.objectNode();
        row.set("messages", prompt.add(answer));
        if (openAi) {
            addTools(row, content);
        }
        return RowsOf.one(row);
    }

    /// A pair of answers to one prompt.
    static RowsOf pair(GoldenContent content, boolean openAi) {
        JsonNode target = content.target();
        JsonNode output = content.output();
        if (target == null) {
            return new RowsOf.Unsaid("no_right_answer");
        }
        if (output == null || output.equals(target)) {
            return new RowsOf.Unsaid("no_wrong_answer");
        }
        ArrayNode prompt = Chat.prompt(content.input());
        ObjectNode right = Chat.answer(target);
        ObjectNode wrong = Chat.answer(output);
        Optional<String> complaint = complaint(content, prompt, openAi, right, wrong);
        if (complaint.isPresent()) {
            return new RowsOf.Unsaid(complaint.get());
        }
        ObjectNode row = MAKE.objectNode();
        if (openAi) {
            ObjectNode input = MAKE.objectNode();
            input.set("messages", prompt);
            addTools(input, content);
            row.set("input", input);
            row.set("preferred_output", MAKE.arrayNode().add(right));
            row.set("non_preferred_output", MAKE.arrayNode().add(wrong));
        } else {
            row.set("prompt", prompt);
            row.set("chosen", MAKE.arrayNode().add(right));
            row.set("rejected", MAKE.arrayNode().add(wrong));
        }
        return RowsOf.one(row);
    }

    /// Each answer with whether it is right: a correction makes two rows.
    static RowsOf labelled(GoldenContent content) {
        ArrayNode prompt = Chat.prompt(content.input());
        List<JsonNode> rows = new ArrayList<>();
        String complaint = ChatRules.prompt(prompt).orElse(null);
        if (complaint != null) {
            return new RowsOf.Unsaid(complaint);
        }
        JsonNode target = content.target();
        JsonNode output = content.output();
        complaint = target == null ? null : label(rows, prompt, target, true);
        if (complaint == null && output != null && !output.equals(target)) {
            complaint = label(rows, prompt, output, false);
        }
        if (complaint != null) {
            return new RowsOf.Unsaid(complaint);
        }
        return rows.isEmpty() ? new RowsOf.Unsaid("no_answer") : new RowsOf.Item(rows);
    }

    private static @Nullable String label(List<JsonNode> rows, ArrayNode prompt, JsonNode answer, boolean right) {
        ObjectNode message = Chat.answer(answer);
        ObjectNode row = MAKE.objectNode();
        row.set("prompt", prompt);
        row.set("completion", MAKE.arrayNode().add(message));
        row.put("label", right);
        rows.add(row);
        return ChatRules.answer(message).orElse(null);
    }

    private static Optional<String> complaint(
            GoldenContent content, ArrayNode prompt, boolean openAi, ObjectNode... answers) {
        Optional<String> wrong = Stream.concat(
                        Stream.of(ChatRules.prompt(prompt)), Stream.of(answers).map(ChatRules::answer))
                .flatMap(Optional::stream)
                .findFirst();
        if (wrong.isPresent()) {
            return wrong;
        }
        boolean calls = ChatRules.callsTools(prompt)
                || Stream.of(answers)
                        .anyMatch(
                                answer -> ChatRules.callsTools(MAKE.arrayNode().add(answer)));
        return openAi && calls && tools(content) == null ? Optional.of("tool_calls_without_tools") : Optional.empty();
    }

    /// The definitions that calls refer to, from the metadata.
    private static @Nullable JsonNode tools(GoldenContent content) {
        JsonNode tools = content.metadata().get("tools");
        return tools == null || !tools.isArray() || tools.isEmpty() ? null : tools;
    }

    private static void addTools(ObjectNode row, GoldenContent content) {
        if (tools(content) != null) {
            row.set("tools", Objects.requireNonNull(tools(content)));
        }
    }
}

package dev.touchstone.backend.golden.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.api.golden.GoldenInput;
import dev.touchstone.api.output.Context;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Items as chats. Instructions and context make the system message, or stand before those it has; a question that is a
/// text makes the one of the user; a question that is a chat stays as it is. Pure.
final class Chat {
    private static final JsonNodeFactory MAKE = JsonNodeFactory.instance;

    private Chat() {}

    /// What the model was given, ending with what it had to answer.
    static ArrayNode prompt(GoldenInput input) {
        ArrayNode messages = MAKE.arrayNode();
        JsonNode query = input.query();
        String context = context(input.context());
        boolean chat = query != null && query.isArray();
        String instructions = joined(input.systemPrompt(), chat ? context : "");
        if (!instructions.isEmpty()) {
            messages.add(message("system", instructions));
        }
        if (chat && query != null) {
            query.forEach(message -> messages.add(message.deepCopy()));
        } else {
            String asked = joined(context, query == null ? "" : text(query));
            if (!asked.isEmpty()) {
                messages.add(message("user", asked));
            }
        }
        return messages;
    }

    private static String joined(@Nullable String first, String second) {
        if (first == null || first.isBlank()) {
            return second;
        }
        return second.isBlank() ? first : first + "\n\n" + second;
    }

    private static String context(@Nullable Context context) {
        if (context == null) {
            return "";
        }
        if (context.text() != null) {
            return context.text();
        }
        List<String> sources = new ArrayList<>();
        for (Context.Source source : context.sources()) {
            sources.add(joined(source.title(), source.text() == null ? "" : source.text()));
        }
        return String.join("\n\n", sources);
    }

    /// An answer as the message of the assistant; one that is a message already stays what it is.
    static ObjectNode answer(JsonNode answer) {
        return isMessage(answer) ? answer.<ObjectNode>deepCopy() : message("assistant", text(answer));
    }

    static boolean isMessage(JsonNode answer) {
        return answer.isObject() && answer.path("role").asText("").equals("assistant");
    }

    static ObjectNode message(String role, String content) {
        return MAKE.objectNode().put("role", role).put("content", content);
    }

    /// Texts as they are, everything else as JSON: one column, one type.
    static String text(JsonNode value) {
        if (isMessage(value) && value.path("content").isTextual() && !value.has("tool_calls")) {
            return value.get("content").textValue();
        }
        return value.isTextual() ? value.textValue() : value.toString();
    }
}

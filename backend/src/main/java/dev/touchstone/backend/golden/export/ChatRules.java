package dev.touchstone.backend.golden.export;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// The published rules of chats in training files (OpenAI, "Fine-tuning: preparing your dataset" and the reference of
/// the
/// chat API; TRL, "Dataset formats and types"). Complaints are short names, which reports count. Pure.
final class ChatRules {
    private static final Set<String> ROLES = Set.of("system", "developer", "user", "assistant", "tool");

    private ChatRules() {}

    /// What is wrong with the messages of a prompt; empty when nothing is.
    static Optional<String> prompt(JsonNode messages) {
        if (!messages.isArray() || messages.isEmpty()) {
            return Optional.of("nothing_was_asked");
        }
        Optional<String> complaint = all(messages);
        if (complaint.isPresent()) {
            return complaint;
        }
        String last = messages.get(messages.size() - 1).path("role").asText();
        boolean asked = last.equals("user") || last.equals("tool");
        return asked ? Optional.empty() : Optional.of("prompt_does_not_end_with_a_question");
    }

    private static Optional<String> all(JsonNode messages) {
        Set<String> calls = new HashSet<>();
        for (JsonNode message : messages) {
            Optional<String> complaint = one(message);
            if (complaint.isPresent()) {
                return complaint;
            }
            message.path("tool_calls").forEach(call -> calls.add(call.path("id").asText("")));
            if (message.path("role").asText().equals("tool")
                    && !calls.contains(message.path("tool_call_id").asText("-"))) {
                return Optional.of("tool_answer_without_call");
            }
        }
        return Optional.empty();
    }

    /// What is wrong with one message.
    static Optional<String> one(JsonNode message) {
        if (!message.isObject() || !ROLES.contains(message.path("role").asText(""))) {
            return Optional.of("unknown_role");
        }
        boolean called = message.path("tool_calls").isArray()
                && !message.path("tool_calls").isEmpty();
        JsonNode content = message.path("content");
        boolean parts = content.isArray() && !content.isEmpty();
        boolean said = content.isTextual() && !content.textValue().isBlank() || parts;
        if (!said && !called) {
            return Optional.of("empty_message");
        }
        for (JsonNode call : message.path("tool_calls")) {
            JsonNode function = call.path("function");
            if (!call.path("id").isTextual()
                    || !call.path("type").asText("").equals("function")
                    || !function.path("name").isTextual()
                    || !function.path("arguments").isTextual()) {
                return Optional.of("malformed_tool_call");
            }
        }
        return Optional.empty();
    }

    /// What is wrong with the message of an assistant.
    static Optional<String> answer(JsonNode message) {
        return message.path("role").asText("").equals("assistant")
                ? one(message)
                : Optional.of("answer_is_not_the_assistants");
    }

    /// Whether any message calls a tool.
    static boolean callsTools(JsonNode messages) {
        for (JsonNode message : messages) {
            if (!message.path("tool_calls").isEmpty()) {
                return true;
            }
        }
        return false;
    }
}

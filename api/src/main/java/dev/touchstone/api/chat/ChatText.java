package dev.touchstone.api.chat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Conversations as one text, for models that judge and for search. Who speaks stands at the beginning of a line and
/// nothing else does, so that no text of a message can be taken for another turn.
public final class ChatText {
    private static final Pattern LINE_END = Pattern.compile("\\R");

    private ChatText() {}

    /// All turns, one after the other.
    static String conversation(List<ChatMessage> messages) {
        return messages.stream().map(ChatText::turn).collect(Collectors.joining("\n"));
    }

    /// What an output says: a text as it is, a message without calls as what it says, one with calls as a turn; any
    /// other JSON as it is.
    public static String output(JsonNode output) {
        if (output.isTextual()) {
            return output.textValue();
        }
        ChatMessage message = ChatMessage.ofOutput(output).orElse(null);
        if (message == null) {
            return output.toString();
        }
        return message.calls().isEmpty() ? message.text() : turn(message);
    }

    static String turn(ChatMessage message) {
        StringBuilder turn = new StringBuilder();
        if (!message.text().isEmpty() || message.calls().isEmpty()) {
            turn.append(speaker(message)).append(": ").append(indented(message.text()));
        }
        for (ToolCall call : message.calls()) {
            turn.append(turn.isEmpty() ? "" : "\n")
                    .append(speaker(message))
                    .append(" calls ")
                    .append(indented(call.name()))
                    .append(": ")
                    .append(indented(call.arguments()));
        }
        return turn.toString();
    }

    private static String speaker(ChatMessage message) {
        @Nullable String name = message.name();
        return name == null ? message.role() : message.role() + " (" + indented(name) + ")";
    }

    private static String indented(String text) {
        return LINE_END.matcher(text).replaceAll("\n  ");
    }
}

package dev.touchstone.bot.card.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.chat.ChatMessage;
import dev.touchstone.api.chat.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How messages of a chat read: who speaks, what is said, which tools are called with what.
public final class MessageText {
    private static final int NAME = 60;

    private MessageText() {}

    /// A message as one text: what it says, then each call with its arguments.
    static String whole(ChatMessage message) {
        List<String> said = new ArrayList<>();
        if (!message.text().isBlank()) {
            said.add(message.text());
        }
        message.calls().forEach(call -> said.add("→ calls " + call.name() + "\n" + arguments(call)));
        return String.join("\n\n", said);
    }

    /// The same on one line.
    static String line(ChatMessage message) {
        List<String> said = new ArrayList<>();
        if (!message.text().isBlank()) {
            said.add(message.text());
        }
        message.calls().forEach(call -> said.add("→ calls " + call.name() + " " + call.arguments()));
        return String.join(" ", said);
    }

    /// The arguments of a call, indented where they are JSON.
    public static String arguments(ToolCall call) {
        JsonNode parsed = call.parsed();
        return parsed.isContainerNode() ? PrettyJson.write(parsed) : call.arguments();
    }

    /// The tool of a call; plain text of few characters.
    public static String tool(@Nullable String name) {
        return SlackText.orElse(SlackText.plainLine(name, NAME), "(unnamed)");
    }

    /// Who speaks, such as `👤 User` or `🔧 Tool get_order`; plain text.
    ///
    /// @param before what came before it, where a tool's name may stand
    public static String speaker(ChatMessage message, List<ChatMessage> before) {
        String name = message.name() == null ? "" : " " + tool(message.name());
        return switch (message.role()) {
            case ChatMessage.USER -> "👤 User" + name;
            case ChatMessage.ASSISTANT -> "🤖 Assistant" + name;
            case ChatMessage.TOOL ->
                "🔧 Tool"
                        + (name.isEmpty()
                                ? called(message, before)
                                        .map(tool -> " " + tool(tool))
                                        .orElse("")
                                : name);
            default -> "⚙️ " + capital(message.role()) + name;
        };
    }

    private static Optional<String> called(ChatMessage answer, List<ChatMessage> before) {
        return before.reversed().stream()
                .flatMap(message -> message.calls().stream())
                .filter(call -> call.id() != null && call.id().equals(answer.callId()))
                .map(ToolCall::name)
                .findFirst();
    }

    private static String capital(String role) {
        String shown = SlackText.orElse(SlackText.plainLine(role, NAME), "message");
        return shown.substring(0, 1).toUpperCase(Locale.ROOT) + shown.substring(1);
    }

    /// What a query or an answer says in short: a text as it is; of a conversation what the user said last.
    public static String brief(@Nullable JsonNode value) {
        if (value != null && value.isArray()) {
            List<ChatMessage> messages = new ArrayList<>();
            value.forEach(message -> messages.add(new ChatMessage(message)));
            for (ChatMessage message : messages.reversed()) {
                if (message.role().equals(ChatMessage.USER) && !message.text().isBlank()) {
                    return message.text();
                }
            }
        }
        return AttributeText.of(value);
    }
}

package dev.touchstone.api.chat;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.wire.CanonicalJson;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was asked: one text, or a conversation. On the wire a JSON string, or an array of messages in OpenAI's chat
/// form, oldest first, calls of tools and their answers included.
///
/// @param value the string or the array, as it was sent
public record Query(@JsonValue JsonNode value) {
    public Query {
        ChatForm.query("", value);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Query read(JsonNode value) {
        return new Query(value);
    }

    public static Query of(String text) {
        return new Query(TextNode.valueOf(text));
    }

    /// What the cell of a table says, see [ChatForm#cell]; null for null.
    public static @Nullable Query ofCell(@Nullable String text) {
        if (text == null) {
            return null;
        }
        JsonNode value = ChatForm.cell(text);
        return value.isObject() ? of(text) : new Query(value);
    }

    /// Whether it is a conversation rather than one text.
    public boolean chat() {
        return value.isArray();
    }

    /// The turns, oldest first; empty for one text.
    public List<ChatMessage> messages() {
        List<ChatMessage> messages = new ArrayList<>();
        if (chat()) {
            value.forEach(message -> messages.add(new ChatMessage(message)));
        }
        return List.copyOf(messages);
    }

    /// The whole as one text; of a conversation as [ChatText] writes it.
    public String text() {
        return chat() ? ChatText.conversation(messages()) : value.textValue();
    }

    /// What is to be answered, for short displays and search: the text, or what the user said last; where no user
    /// spoke, the last turn.
    public String asked() {
        if (!chat()) {
            return value.textValue();
        }
        List<ChatMessage> messages = messages();
        for (ChatMessage message : messages.reversed()) {
            if (message.role().equals(ChatMessage.USER) && !message.text().isBlank()) {
                return message.text();
            }
        }
        return ChatText.turn(messages.getLast());
    }

    /// The form for comparing, see [CanonicalJson].
    public Query canonical() {
        return CanonicalJson.isCanonical(value) ? this : new Query(CanonicalJson.of(value));
    }
}

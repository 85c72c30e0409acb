package dev.touchstone.bot.card.review;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.chat.ChatMessage;
import dev.touchstone.api.chat.Query;
import dev.touchstone.api.chat.ToolCall;
import dev.touchstone.api.judge.CommitteeAnswer;
import dev.touchstone.api.output.Attribute;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.bot.card.text.AttributeText;
import dev.touchstone.bot.card.text.MessageText;
import dev.touchstone.bot.card.text.SlackText;
import dev.touchstone.bot.card.text.TextCut;
import dev.touchstone.bot.card.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All texts of an output in chunks of a block's size.
final class FullText {
    private static final int MOST = 2900;
    private static final int MODEL = 80;

    private final List<Chunk> chunks = new ArrayList<>();

    private FullText() {}

    /// @param title what the chunk is part of; our own words, or escaped
    /// @param text clean, at most a block's size
    /// @param prose shown as prose rather than as code
    record Chunk(String title, String text, boolean prose) {}

    /// @param committee what other models answered, as far as the reader may see it
    /// @return at least one chunk
    static List<Chunk> of(NewOutput body, Doubts doubts, List<CommitteeAnswer> committee) {
        FullText full = new FullText();
        full.query(body.query());
        full.output(body.output());
        full.add("Attributes", attributes(body, doubts), true);
        committee.forEach(
                answer -> full.add("Answer of " + SlackText.mrkdwnLine(answer.model(), MODEL), answer.answer(), true));
        full.add("System prompt", body.systemPrompt(), true);
        if (full.chunks.isEmpty()) {
            full.chunks.add(new Chunk("Output", "", true));
        }
        return full.chunks;
    }

    private void query(@Nullable Query query) {
        if (query == null || !query.chat()) {
            add("Query", query == null ? null : query.text(), true);
            return;
        }
        List<ChatMessage> messages = query.messages();
        for (int i = 0; i < messages.size(); i++) {
            ChatMessage message = messages.get(i);
            String place = "Conversation, " + Words.count(i + 1) + " of " + Words.count(messages.size()) + " · "
                    + SlackText.escape(MessageText.speaker(message, messages.subList(0, i)));
            message(place, message, !message.role().equals(ChatMessage.TOOL));
        }
    }

    private void output(JsonNode output) {
        ChatMessage.ofOutput(output)
                .ifPresentOrElse(
                        message -> message("Output", message, true),
                        () -> add("Output", AttributeText.whole(output), output.isTextual()));
    }

    private void message(String title, ChatMessage message, boolean prose) {
        if (message.text().isBlank() && message.calls().isEmpty()) {
            add(title, "(nothing)", true);
        }
        add(title, message.text(), prose);
        for (ToolCall call : message.calls()) {
            String arguments = MessageText.arguments(call);
            add(
                    title + " · calls " + SlackText.escape(MessageText.tool(call.name())),
                    arguments.isBlank() ? "(no arguments)" : arguments,
                    false);
        }
    }

    private void add(String title, @Nullable String text, boolean prose) {
        String clean = SlackText.clean(text);
        if (SlackText.orElse(clean, "").isEmpty()) {
            return;
        }
        boolean continued = false;
        for (String part : TextCut.split(clean, MOST)) {
            if (!SlackText.orElse(part, "").isEmpty()) {
                chunks.add(new Chunk(continued ? title + ", continued" : title, part, prose));
                continued = true;
            }
        }
    }

    private static String attributes(NewOutput body, Doubts doubts) {
        StringBuilder lines = new StringBuilder();
        for (Map.Entry<String, Attribute> entry : body.attributes().entrySet()) {
            lines.append(entry.getKey())
                    .append(": ")
                    .append(AttributeText.of(entry.getValue().value()));
            Double confidence = entry.getValue().confidence();
            if (confidence != null && !doubts.blind()) {
                lines.append(" (").append(Words.probability(confidence)).append(')');
            }
            @Nullable String doubt = doubts.about(entry.getKey(), entry.getValue());
            lines.append(doubt == null ? "\n" : " ⚠️ doubtful: " + doubt + "\n");
        }
        return lines.toString();
    }
}

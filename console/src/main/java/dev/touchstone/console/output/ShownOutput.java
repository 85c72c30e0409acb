package dev.touchstone.console.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.chat.ChatMessage;
import dev.touchstone.api.chat.ToolCall;
import dev.touchstone.api.output.Context;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.wire.Json;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// An output in parts that a page can show: all of it is text, whatever it looks like.
public final class ShownOutput {
    /// Browsers take many seconds to lay out a line of a million characters.
    private static final int LONGEST = 50_000;

    private final NewOutput body;
    private final @Nullable ChatMessage message;

    public ShownOutput(NewOutput body) {
        this.body = body;
        this.message = ChatMessage.ofOutput(body.output()).orElse(null);
    }

    /// The output as it is read: a text as it is, anything else as JSON.
    public String text() {
        if (body.output().isTextual()) {
            return body.output().textValue();
        }
        return message != null && message.calls().isEmpty() ? message.text() : pretty(body.output());
    }

    /// What a page shows of [#text].
    public String beginning() {
        return cut(text());
    }

    /// Whether [#beginning] is not all.
    public boolean isLong() {
        return text().length() > LONGEST;
    }

    private static String cut(String text) {
        return text.length() <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST / 2))
                        + String.format(Locale.ENGLISH, "%n… (%,d characters in all)", text.length());
    }

    /// The output as a table, where it is JSON that has that form; null otherwise.
    public @Nullable JsonTable table() {
        return json() && !isLong() ? JsonTable.of(body.output()).orElse(null) : null;
    }

    /// The sources by number, from 1, for whoever marks one of them.
    public List<String> numberedSources() {
        List<String> names = new ArrayList<>();
        for (Context.Source source : Context.sourcesOf(body.context())) {
            names.add((names.size() + 1) + ". " + (source.title() == null ? "untitled source" : source.title()));
        }
        return names;
    }

    /// Whether [#text] is JSON rather than prose.
    public boolean json() {
        return !body.output().isTextual()
                && (message == null || !message.calls().isEmpty());
    }

    /// Whether the text is what is corrected; where only attributes are, it is their source.
    public boolean correctable() {
        return !isLong() && correctedAsText();
    }

    private boolean correctedAsText() {
        return body.attributes().isEmpty() || body.output().isTextual() || message != null;
    }

    /// What was asked, turn by turn.
    public List<Passage> turns() {
        if (body.query() == null) {
            return List.of();
        }
        if (!body.query().chat()) {
            return List.of(new Passage("Question", cut(body.query().text()), null));
        }
        return body.query().messages().stream()
                .map(turn -> new Passage(turn.role(), cut(said(turn)), null))
                .toList();
    }

    private static String said(ChatMessage turn) {
        String calls = turn.calls().stream().map(ShownOutput::called).collect(Collectors.joining("\n"));
        return turn.text().isEmpty() || calls.isEmpty() ? turn.text() + calls : turn.text() + "\n" + calls;
    }

    private static String called(ToolCall call) {
        return "calls " + call.name() + ": " + call.arguments();
    }

    /// What the model was given to answer from.
    public List<Passage> sources() {
        Context context = body.context();
        if (context == null) {
            return List.of();
        }
        if (context.text() != null) {
            return List.of(new Passage("Context", cut(context.text()), null));
        }
        List<Passage> sources = new ArrayList<>();
        for (Context.Source source : context.sources()) {
            String title = (sources.size() + 1) + ". " + (source.title() == null ? "Source" : source.title());
            sources.add(new Passage(title, source.text() == null ? "" : cut(source.text()), source.url()));
        }
        return sources;
    }

    /// What the model was told; null for nothing.
    public @Nullable String instructions() {
        return body.systemPrompt() == null ? null : cut(body.systemPrompt());
    }

    public List<AttributeField> attributes() {
        return AttributeField.of(body);
    }

    public NewOutput body() {
        return body;
    }

    /// JSON with its lines.
    public static String pretty(JsonNode node) {
        try {
            return Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The corrected output that a reviewer wrote; null when they changed nothing.
    ///
    /// @throws JsonProcessingException when it was JSON and what they wrote is not
    public @Nullable JsonNode corrected(String written) throws JsonProcessingException {
        if (written.equals(text())) {
            return null;
        }
        if (json()) {
            JsonNode parsed = Json.mapper().readTree(written);
            return parsed.equals(body.output()) ? null : parsed;
        }
        if (message != null) {
            ObjectNode changed = message.json().deepCopy();
            return changed.put("content", written);
        }
        return TextNode.valueOf(written);
    }
}

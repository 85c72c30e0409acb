package dev.touchstone.backend.golden.group;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.chat.ChatMessage;
import dev.touchstone.api.chat.Query;
import dev.touchstone.api.golden.GoldenInput;
import dev.touchstone.api.output.Context;
import dev.touchstone.backend.similarity.NearDuplicates;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The texts by which inputs are compared: what was asked and what it was asked about, without what is only another way
/// of writing (case, spacing, punctuation), and with one digit for every number, because the same letter about another
/// order is the same letter. Of long texts the beginning and the end. Pure.
///
/// Where there is a context, it is looked up by that, and both have to be near: many pipelines ask the same of every
/// document.
///
/// @param query what was asked; empty when that is unknown
/// @param context what it was asked about; empty without one
public record ComparedText(String query, String context) {
    private static final int MOST_QUERY = 2_000;
    private static final int MOST_CONTEXT = 4_000;
    private static final Set<String> HEARD = Set.of(ChatMessage.USER, ChatMessage.TOOL);
    private static final Pattern NUMBER = Pattern.compile("\\p{Nd}+( \\p{Nd}+)*");

    public static ComparedText of(GoldenInput input) {
        return new ComparedText(
                plain(ends(queryText(input.query()), MOST_QUERY)),
                plain(ends(contextText(input.context()), MOST_CONTEXT)));
    }

    /// Whether there is nothing to compare.
    boolean isEmpty() {
        return query.isEmpty() && context.isEmpty();
    }

    /// What it is looked up by.
    String key() {
        return context.isEmpty() ? query : context;
    }

    /// Both as one text; neither has the end of a line in it.
    public String stored() {
        return query + "\n" + context;
    }

    public static ComparedText parse(String stored) {
        int end = stored.indexOf('\n');
        return end < 0
                ? new ComparedText("", "")
                : new ComparedText(stored.substring(0, end), stored.substring(end + 1));
    }

    /// Whether one is a near-duplicate of the other.
    public boolean near(ComparedText other) {
        return !isEmpty() && near(context, other.context) && near(query, other.query);
    }

    private static boolean near(String one, String other) {
        return one.equals(other) || Likeness.near(Shingles.of(one), Shingles.of(other));
    }

    static String plain(String text) {
        return NUMBER.matcher(NearDuplicates.plain(text)).replaceAll("0");
    }

    /// What an input ends with, as it is compared: the text, or what the user said last.
    public static String lastOf(JsonNode query) {
        return plain(ends(new Query(query).asked(), MOST_QUERY));
    }

    /// Of a chat what people and programs said to the model, not what it answered.
    private static String queryText(@Nullable JsonNode query) {
        if (query == null) {
            return "";
        }
        if (!query.isArray()) {
            return query.isTextual() ? query.textValue() : query.toString();
        }
        List<String> said = new ArrayList<>();
        for (JsonNode one : query) {
            ChatMessage message = new ChatMessage(one);
            if (HEARD.contains(message.role()) && !message.text().isEmpty()) {
                said.add(message.text());
            }
        }
        return String.join("\n", said);
    }

    /// What an input says, as it was said: what is to be answered, and what it is about.
    public static String meant(GoldenInput input) {
        JsonNode query = input.query();
        String asked = query == null ? "" : ends(new Query(query).asked(), MOST_QUERY);
        return (asked + "\n" + ends(contextText(input.context()), MOST_QUERY)).strip();
    }

    private static String contextText(@Nullable Context context) {
        if (context == null) {
            return "";
        }
        if (context.text() != null) {
            return context.text();
        }
        List<String> texts = new ArrayList<>();
        for (Context.Source source : context.sources()) {
            if (source.text() != null) {
                texts.add(source.text());
            }
        }
        return String.join("\n", texts);
    }

    private static String ends(String text, int most) {
        return text.length() <= most
                ? text
                : text.substring(0, most / 2) + " " + text.substring(text.length() - most / 2);
    }
}

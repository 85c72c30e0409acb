package dev.touchstone.backend.golden.group;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.golden.GoldenInput;
import dev.touchstone.api.output.Context;
import dev.touchstone.backend.similarity.NearDuplicates;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The text by which inputs are compared: what was asked and what it was asked about, without what is only another way
/// of writing (case, spacing, punctuation), and with one digit for every number, because the same letter about another
/// order is the same letter. Of long texts the beginning and the end. Pure.
public final class ComparedText {
    private static final int MOST_QUERY = 2_000;
    private static final int MOST_CONTEXT = 4_000;
    private static final Pattern NUMBER = Pattern.compile("\\p{Nd}+( \\p{Nd}+)*");

    private ComparedText() {}

    /// Empty when nothing is known of what was asked.
    public static String of(GoldenInput input) {
        String query = ends(queryText(input.query()), MOST_QUERY);
        String context = ends(contextText(input.context()), MOST_CONTEXT);
        return plain(query + "\n" + context);
    }

    static String plain(String text) {
        return NUMBER.matcher(NearDuplicates.plain(text)).replaceAll("0");
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
        for (JsonNode message : query) {
            String role = message.path("role").asText("");
            JsonNode content = message.path("content");
            if (!role.equals("assistant") && !role.equals("system") && !content.isMissingNode()) {
                said.add(content.isTextual() ? content.textValue() : content.toString());
            }
        }
        return String.join("\n", said);
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

package dev.touchstone.backend.golden.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.api.chat.ChatText;
import dev.touchstone.api.chat.Query;
import dev.touchstone.api.golden.GoldenContent;
import dev.touchstone.api.output.Context;
import dev.touchstone.api.review.MarkedSources;
import dev.touchstone.api.review.MarkedSources.Marked;
import dev.touchstone.api.rubric.RetrievalCause;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Rows that teach a reranker which source answers a query and which only looks as if it did. A source is right
/// when a reviewer marked it so, or when the right answer cites it, by its number in square brackets or by its URL;
/// it is a hard negative when a reviewer marked it as the wrong one or as out of date. What a reviewer said goes
/// before what is cited. Sources that nobody said anything of are neither: they may be right as well. Pure.
final class RerankerRows {
    private static final JsonNodeFactory MAKE = JsonNodeFactory.instance;
    private static final Pattern CITED = Pattern.compile("\\[(\\d{1,4}(?:\\s*,\\s*\\d{1,4})*)]");

    private RerankerRows() {}

    /// The texts of sources that are right and of those that are hard negatives, in the order of the context.
    private record Sides(String query, List<String> right, List<String> wrong) {}

    /// Each right source with each hard negative.
    static RowsOf triplets(GoldenContent content) {
        String missing = missing(content);
        if (missing != null) {
            return new RowsOf.Unsaid(missing);
        }
        Sides sides = sides(content);
        if (sides.right().isEmpty() || sides.wrong().isEmpty()) {
            return new RowsOf.Unsaid(why(sides));
        }
        List<JsonNode> rows = new ArrayList<>();
        for (String right : sides.right()) {
            for (String wrong : sides.wrong()) {
                rows.add(row(sides.query()).put("positive", right).put("negative", wrong));
            }
        }
        return new RowsOf.Item(rows);
    }

    /// Each source that is known to be one or the other, with a label: 1 for right.
    static RowsOf pairs(GoldenContent content) {
        String missing = missing(content);
        if (missing != null) {
            return new RowsOf.Unsaid(missing);
        }
        Sides sides = sides(content);
        List<JsonNode> rows = new ArrayList<>();
        sides.right()
                .forEach(text ->
                        rows.add(row(sides.query()).put("document", text).put("label", 1)));
        sides.wrong()
                .forEach(text ->
                        rows.add(row(sides.query()).put("document", text).put("label", 0)));
        return rows.isEmpty() ? new RowsOf.Unsaid("no_source_known") : new RowsOf.Item(rows);
    }

    private static ObjectNode row(String query) {
        return MAKE.objectNode().put("query", query);
    }

    private static @Nullable String missing(GoldenContent content) {
        if (Context.sourcesOf(content.input().context()).isEmpty()) {
            return "no_sources";
        }
        return query(content).isBlank() ? "nothing_was_asked" : null;
    }

    private static String why(Sides sides) {
        if (sides.right().isEmpty()) {
            return sides.wrong().isEmpty() ? "no_source_known" : "no_right_source";
        }
        return "no_hard_negative";
    }

    private static String query(GoldenContent content) {
        JsonNode query = content.input().query();
        return query == null ? "" : new Query(query).asked().strip();
    }

    private static Sides sides(GoldenContent content) {
        List<Context.Source> sources = Context.sourcesOf(content.input().context());
        Set<Integer> wrong = new LinkedHashSet<>();
        Set<Integer> right = new LinkedHashSet<>();
        MarkedSources marked = content.judgement().sources();
        if (marked != null) {
            number(marked.right()).ifPresent(right::add);
            RetrievalCause.of(content.judgement().reason()).ifPresent(cause -> {
                if (cause.sourceAtFault()) {
                    number(marked.about()).ifPresent(wrong::add);
                } else if (cause == RetrievalCause.RIGHT_SOURCE_MISREAD) {
                    number(marked.about()).ifPresent(right::add);
                }
            });
        }
        JsonNode answer = content.target();
        if (answer != null) {
            right.addAll(cited(ChatText.output(answer), sources));
        }
        right.removeAll(wrong);
        List<String> negatives = texts(wrong, sources);
        List<String> positives = new ArrayList<>(texts(right, sources));
        // The same passage under two numbers teaches nothing.
        positives.removeAll(negatives);
        return new Sides(query(content), positives, negatives);
    }

    private static Optional<Integer> number(@Nullable Marked marked) {
        return Optional.ofNullable(marked).map(Marked::number);
    }

    private static Set<Integer> cited(String answer, List<Context.Source> sources) {
        Set<Integer> cited = new LinkedHashSet<>();
        Matcher numbers = CITED.matcher(answer);
        while (numbers.find()) {
            for (String number : numbers.group(1).split(",", -1)) {
                cited.add(Integer.parseInt(number.strip()));
            }
        }
        for (int i = 0; i < sources.size(); i++) {
            String url = sources.get(i).url();
            if (url != null && names(answer, url)) {
                cited.add(i + 1);
            }
        }
        return cited;
    }

    /// The whole URL, and not the beginning of another one.
    private static boolean names(String answer, String url) {
        for (int at = answer.indexOf(url); at >= 0; at = answer.indexOf(url, at + 1)) {
            int end = at + url.length();
            if (end == answer.length() || !goesOn(answer, end)) {
                return true;
            }
        }
        return false;
    }

    private static boolean goesOn(String answer, int at) {
        char next = answer.charAt(at);
        boolean punctuation = next == '.' || next == ',' || next == '?' || next == '!' || next == ':' || next == ';';
        if (punctuation) {
            return at + 1 < answer.length() && !Character.isWhitespace(answer.charAt(at + 1));
        }
        return Character.isLetterOrDigit(next) || "/-_~%&=#+@".indexOf(next) >= 0;
    }

    /// Without numbers that name none, and without sources that came without a text.
    private static List<String> texts(Set<Integer> numbers, List<Context.Source> sources) {
        return numbers.stream()
                .filter(number -> number >= 1 && number <= sources.size())
                .sorted()
                .map(number -> sources.get(number - 1).text())
                .filter(text -> text != null && !text.isBlank())
                .map(text -> text == null ? "" : text.strip())
                .distinct()
                .toList();
    }
}

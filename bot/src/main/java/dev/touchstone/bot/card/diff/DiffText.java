package dev.touchstone.bot.card.diff;

import com.slack.api.model.block.element.RichTextElement;
import dev.touchstone.bot.card.diff.WordDiff.Piece;
import dev.touchstone.bot.card.text.Rich;
import dev.touchstone.bot.card.text.StyledText;
import dev.touchstone.bot.card.text.TextCut;
import dev.touchstone.bot.card.text.Words;
import java.util.ArrayList;
import java.util.List;

/// A diff as `rich_text` elements within a number of characters: what stayed the same is shortened to its edges, and
/// changes beyond the limit are counted.
final class DiffText {
    private static final int EDGE = 60;
    private static final int MOST_ELEMENTS = 60;
    private static final int LONGEST = 600;

    private DiffText() {}

    /// @return at least one element
    static List<RichTextElement> of(String before, String after, int max) {
        List<Piece> pieces = WordDiff.of(before, after);
        if (pieces.stream().allMatch(piece -> piece.kind() == WordDiff.Kind.SAME)) {
            return List.of(Rich.italic("no visible change"));
        }
        List<RichTextElement> elements = new ArrayList<>();
        int room = max;
        for (int i = 0; i < pieces.size(); i++) {
            Piece piece = pieces.get(i);
            String text = shorten(piece, i == 0, i == pieces.size() - 1);
            if (text.length() > room || elements.size() >= MOST_ELEMENTS) {
                elements.add(Rich.italic(" … and " + changes(pieces.subList(i, pieces.size()))));
                return elements;
            }
            room -= text.length();
            elements.add(
                    switch (piece.kind()) {
                        case SAME -> Rich.text(text);
                        case REMOVED -> Rich.strike(text);
                        case ADDED -> Rich.bold(text);
                    });
        }
        return elements;
    }

    /// Characters that the elements of a diff show, and a little for each element, since Slack counts those too.
    static int length(List<RichTextElement> elements) {
        return elements.stream()
                .mapToInt(element -> 40 + (element instanceof StyledText text ? text.length() : 0))
                .sum();
    }

    private static String shorten(Piece piece, boolean first, boolean last) {
        String text = piece.text();
        if (piece.kind() != WordDiff.Kind.SAME) {
            return TextCut.cut(text, LONGEST);
        }
        if (text.length() <= 3 * EDGE) {
            return text;
        }
        String head = first ? "" : TextCut.cut(text, EDGE);
        String tail = last ? "" : "…" + tail(text);
        return head.endsWith("…") && tail.startsWith("…") ? head + " " + tail.substring(1) : head + tail;
    }

    /// From a word's start.
    private static String tail(String text) {
        int from = text.length() - EDGE;
        while (from < text.length() - 1 && !Character.isWhitespace(text.charAt(from))) {
            from++;
        }
        return from == text.length() - 1 ? "" : text.substring(from).replaceFirst("^\\s+", "");
    }

    private static String changes(List<Piece> rest) {
        long changes = rest.stream()
                .filter(piece -> piece.kind() != WordDiff.Kind.SAME)
                .count();
        return changes == 0 ? "the rest is unchanged" : Words.counted(changes, "more change", "more changes");
    }
}

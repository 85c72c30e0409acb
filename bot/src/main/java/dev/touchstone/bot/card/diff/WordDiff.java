package dev.touchstone.bot.card.diff;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.DeltaType;
import java.util.ArrayList;
import java.util.List;

/// What changed between two texts, word by word where that is affordable. Myers' algorithm takes time and memory in
/// the product of length and number of changes, so long texts are compared by line first, and what is still too
/// long is shown as replaced whole.
public final class WordDiff {
    private static final int MOST_WORDS = 1500;
    private static final int MOST_LINES = 2000;
    private static final int WORDS_PER_CHANGE = 600;

    /// Word comparisons inside changed lines that one diff may spend, in squared words.
    private static final long BUDGET = 4_000_000;

    private final List<Piece> pieces = new ArrayList<>();
    private long budget = BUDGET;

    private WordDiff() {}

    public enum Kind {
        SAME,
        REMOVED,
        ADDED
    }

    public record Piece(Kind kind, String text) {}

    public static List<Piece> of(String before, String after) {
        WordDiff diff = new WordDiff();
        int start = commonStart(before, after);
        int end = commonEnd(before, after, start);
        diff.add(Kind.SAME, before.substring(0, start));
        diff.compare(before.substring(start, before.length() - end), after.substring(start, after.length() - end));
        diff.add(Kind.SAME, before.substring(before.length() - end));
        return Pieces.readable(diff.pieces);
    }

    private void compare(String before, String after) {
        List<String> oldWords = Tokens.words(before);
        List<String> newWords = Tokens.words(after);
        if (oldWords.size() + newWords.size() <= MOST_WORDS) {
            words(oldWords, newWords);
            return;
        }
        List<String> oldLines = Tokens.lines(before);
        List<String> newLines = Tokens.lines(after);
        if (oldLines.size() + newLines.size() <= MOST_LINES) {
            lines(oldLines, newLines);
        } else {
            replaced(before, after);
        }
    }

    private void words(List<String> before, List<String> after) {
        for (AbstractDelta<String> delta : deltas(before, after)) {
            if (delta.getType() == DeltaType.EQUAL) {
                add(Kind.SAME, String.join("", delta.getSource().getLines()));
            } else {
                replaced(
                        String.join("", delta.getSource().getLines()),
                        String.join("", delta.getTarget().getLines()));
            }
        }
    }

    private void lines(List<String> before, List<String> after) {
        for (AbstractDelta<String> delta : deltas(before, after)) {
            String removed = String.join("", delta.getSource().getLines());
            String added = String.join("", delta.getTarget().getLines());
            if (delta.getType() == DeltaType.EQUAL) {
                add(Kind.SAME, removed);
            } else {
                change(removed, added);
            }
        }
    }

    private void change(String removed, String added) {
        List<String> oldWords = Tokens.words(removed);
        List<String> newWords = Tokens.words(added);
        long words = (long) oldWords.size() + newWords.size();
        if (words <= WORDS_PER_CHANGE && words * words <= budget) {
            budget -= words * words;
            words(oldWords, newWords);
        } else {
            replaced(removed, added);
        }
    }

    private static List<AbstractDelta<String>> deltas(List<String> before, List<String> after) {
        return DiffUtils.diff(before, after, true).getDeltas();
    }

    private void replaced(String before, String after) {
        add(Kind.REMOVED, before);
        add(Kind.ADDED, after);
    }

    private void add(Kind kind, String text) {
        if (!text.isEmpty()) {
            pieces.add(new Piece(kind, text));
        }
    }

    /// Up to the last space before the first difference, so that no word is torn.
    private static int commonStart(String before, String after) {
        int most = Math.min(before.length(), after.length());
        int i = 0;
        while (i < most && before.charAt(i) == after.charAt(i)) {
            i++;
        }
        if (i == before.length() && i == after.length()) {
            return i;
        }
        while (i > 0 && !Character.isWhitespace(before.charAt(i - 1))) {
            i--;
        }
        return i;
    }

    private static int commonEnd(String before, String after, int start) {
        int most = Math.min(before.length(), after.length()) - start;
        int i = 0;
        while (i < most && before.charAt(before.length() - 1 - i) == after.charAt(after.length() - 1 - i)) {
            i++;
        }
        while (i > 0 && !Character.isWhitespace(before.charAt(before.length() - i))) {
            i--;
        }
        return i;
    }
}

package dev.touchstone.bot.card;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Cuts text where a reader would: at the end of a paragraph, else a line, a sentence, a word, and never inside what is
/// seen as one character. Lengths are in UTF-16 units, which is at least what Slack counts.
final class TextCut {
    /// How much of the room a nicer place to cut may give away.
    private static final double LEAST = 0.6;

    private TextCut() {}

    /// At most `max` characters of the text; a cut text ends with an ellipsis.
    static String cut(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        return text.substring(0, end(text, 0, max - 1)).stripTrailing() + "…";
    }

    /// The whole text in parts of at most `max` characters; joined they are the text. Empty for an empty text.
    static List<String> split(String text, int max) {
        List<String> parts = new ArrayList<>();
        for (int from = 0; from < text.length(); ) {
            int end = end(text, from, max);
            parts.add(text.substring(from, end));
            from = end;
        }
        return parts;
    }

    /// Where to end a part that starts at `from` and may have `max` characters; always beyond `from`.
    static int end(String text, int from, int max) {
        int limit = from + max;
        if (limit >= text.length()) {
            return text.length();
        }
        int least = from + (int) (max * LEAST);
        int paragraph = text.lastIndexOf("\n\n", limit - 2);
        if (paragraph >= least) {
            return paragraph + 2;
        }
        int line = text.lastIndexOf('\n', limit - 1);
        if (line >= least) {
            return line + 1;
        }
        int word = -1;
        for (int i = limit - 1; i >= least; i--) {
            if (Character.isWhitespace(text.charAt(i))) {
                if (i > from && ".!?:;".indexOf(text.charAt(i - 1)) >= 0) {
                    return i + 1;
                }
                word = Math.max(word, i + 1);
            } else if ("。！？".indexOf(text.charAt(i)) >= 0) {
                return i + 1;
            }
        }
        return word > 0 ? word : grapheme(text, from, limit);
    }

    private static int grapheme(String text, int from, int limit) {
        BreakIterator graphemes = BreakIterator.getCharacterInstance(Locale.ROOT);
        graphemes.setText(text.substring(from, Math.min(text.length(), limit + 64)));
        int end = from + graphemes.preceding(limit - from + 1);
        if (end > from) {
            return end;
        }
        // One "character" that alone exceeds the limit, such as a letter under a thousand accents.
        boolean insidePair =
                Character.isLowSurrogate(text.charAt(limit)) && Character.isHighSurrogate(text.charAt(limit - 1));
        return insidePair && limit - 1 > from ? limit - 1 : limit;
    }
}

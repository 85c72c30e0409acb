package dev.touchstone.bot.card.text;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Cuts text where a reader would: at the end of a paragraph, else a line, a sentence, a word, and never inside what is
/// seen as one character. Lengths are in UTF-16 units, which is at least what Slack counts.
public final class TextCut {
    /// How much of the room a nicer place to cut may give away.
    private static final double LEAST = 0.6;

    /// How far the tail of a text may begin later, to begin at a word.
    private static final int NICER = 40;

    private TextCut() {}

    /// At most `max` characters of the text; a cut text ends with an ellipsis.
    public static String cut(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        if (max < 1) {
            return "";
        }
        int end = max == 1 ? 0 : end(text, 0, max - 1);
        return text.substring(0, end < max ? end : 0).stripTrailing() + "…";
    }

    /// At most `max` characters of the text: its beginning and, mostly, its end, because the last question of a chat
    /// is what was asked. Between them stands how many characters are left out.
    ///
    /// @param max at least 100
    public static String ends(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        String head = cut(text, max / 3);
        int room = max - head.length() - omitted(text.length()).length();
        String tail = text.substring(end(text, text.length() - room, NICER)).stripLeading();
        return head + omitted(text.length() - head.length() - tail.length() + 1) + tail;
    }

    private static String omitted(int characters) {
        return String.format(Locale.ROOT, "\n[%,d characters left out: see Show full]\n", characters);
    }

    /// The whole text in parts of at most `max` characters; joined they are the text. Empty for an empty text.
    public static List<String> split(String text, int max) {
        List<String> parts = new ArrayList<>();
        for (int from = 0; from < text.length(); ) {
            int end = end(text, from, max);
            parts.add(text.substring(from, end));
            from = end;
        }
        return parts;
    }

    /// Where to end a part that starts at `from` and may have `max` characters; always beyond `from`, and for that
    /// alone beyond the limit, when it is 1 and the character needs two units.
    public static int end(String text, int from, int max) {
        int limit = from + max;
        if (limit >= text.length()) {
            return text.length();
        }
        int least = from + (int) (max * LEAST);
        int line = -1;
        int sentence = -1;
        int word = Character.isWhitespace(text.charAt(limit)) ? limit : -1;
        for (int end = limit; end > least; end--) {
            char last = text.charAt(end - 1);
            if (last == '\n' && end > 1 && text.charAt(end - 2) == '\n') {
                return end;
            }
            line = line < 0 && last == '\n' ? end : line;
            sentence = sentence < 0 && endsSentence(text, end) ? end : sentence;
            word = word < 0 && Character.isWhitespace(last) ? end : word;
        }
        if (line > 0) {
            return line;
        }
        if (sentence > 0) {
            return sentence;
        }
        return word > 0 ? word : grapheme(text, from, limit);
    }

    private static boolean endsSentence(String text, int end) {
        char last = text.charAt(end - 1);
        return "。！？".indexOf(last) >= 0
                || Character.isWhitespace(last) && end > 1 && ".!?".indexOf(text.charAt(end - 2)) >= 0;
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
        if (!insidePair) {
            return limit;
        }
        return limit - 1 > from ? limit - 1 : limit + 1;
    }
}

package dev.touchstone.bot.card.diff;

import java.util.ArrayList;
import java.util.List;

/// Splits text into what a reader compares: words with their inner points and hyphens (`1,299.00` is one), single
/// ideographs, single other characters, and runs of space. Joined they are the text.
final class Tokens {
    private Tokens() {}

    static List<String> words(String text) {
        List<String> tokens = new ArrayList<>();
        for (int from = 0; from < text.length(); ) {
            int end = end(text, from);
            tokens.add(text.substring(from, end));
            from = end;
        }
        return tokens;
    }

    static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        for (int from = 0; from < text.length(); ) {
            int newline = text.indexOf('\n', from);
            int end = newline < 0 ? text.length() : newline + 1;
            lines.add(text.substring(from, end));
            from = end;
        }
        return lines;
    }

    private static int end(String text, int from) {
        int first = text.codePointAt(from);
        int i = from + Character.charCount(first);
        if (Character.isWhitespace(first)) {
            while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
                i++;
            }
            return i;
        }
        boolean word = isWord(first);
        while (i < text.length()) {
            int c = text.codePointAt(i);
            boolean inside = word ? isWord(c) || isInner(text, i, c) : joinsPrevious(c);
            if (!inside) {
                return i;
            }
            i += Character.charCount(c);
        }
        return i;
    }

    private static boolean isWord(int c) {
        return (Character.isLetterOrDigit(c) || isMark(c) || c == '_') && !Character.isIdeographic(c);
    }

    private static boolean isInner(String text, int i, int c) {
        return ".,'’-".indexOf(c) >= 0 && i + 1 < text.length() && isWord(text.codePointAt(i + 1));
    }

    /// Keeps an emoji's modifiers with it.
    private static boolean joinsPrevious(int c) {
        return isMark(c) || c == 0x200D || Character.isEmojiModifier(c);
    }

    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }
}

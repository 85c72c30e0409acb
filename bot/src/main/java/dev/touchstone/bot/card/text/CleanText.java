package dev.touchstone.bot.card.text;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Set;

/// Removes from untrusted text what a reader cannot see but Slack would act on: controls that reorder or hide text,
/// broken Unicode, line-end variants.
final class CleanText {
    private static final int ZWNJ = 0x200C;
    private static final int ZWJ = 0x200D;

    /// Scripts that are spelled with joiners; elsewhere a joiner only hides something.
    private static final Set<UnicodeScript> JOINING = EnumSet.of(
            UnicodeScript.ARABIC,
            UnicodeScript.SYRIAC,
            UnicodeScript.MONGOLIAN,
            UnicodeScript.DEVANAGARI,
            UnicodeScript.BENGALI,
            UnicodeScript.GURMUKHI,
            UnicodeScript.GUJARATI,
            UnicodeScript.ORIYA,
            UnicodeScript.TAMIL,
            UnicodeScript.TELUGU,
            UnicodeScript.KANNADA,
            UnicodeScript.MALAYALAM,
            UnicodeScript.SINHALA,
            UnicodeScript.KHMER);

    private CleanText() {}

    public static String of(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c <= '~' || c == '\n' || c == '\t') ? text : cleaned(text);
    }

    /// How many characters [#of] leaves out because they show nothing or reorder what does.
    static int hidden(String text) {
        int hidden = 0;
        int previous = -1;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            int next = i < text.length() ? text.codePointAt(i) : -1;
            boolean isLineEnd = c == '\r' || c == 0x2028 || c == 0x2029 || c == 0x85;
            if (!isLineEnd && (isJoiner(c) ? !joins(previous, next) : isHidden(c))) {
                hidden++;
            } else {
                previous = c;
            }
        }
        return hidden;
    }

    private static String cleaned(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        int previous = -1;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            int width = Character.charCount(c);
            int next = i + width < text.length() ? text.codePointAt(i + width) : -1;
            if (c == '\r') {
                if (next != '\n') {
                    clean.append('\n');
                }
            } else if (c == 0x2028 || c == 0x2029 || c == 0x85) {
                clean.append('\n');
            } else if (c >= 0xD800 && c <= 0xDFFF) {
                clean.append('\uFFFD');
            } else if (isJoiner(c) ? joins(previous, next) : !isHidden(c)) {
                clean.appendCodePoint(c);
                previous = c;
            }
            i += width;
        }
        return clean.toString();
    }

    private static boolean isJoiner(int c) {
        return c == ZWJ || c == ZWNJ;
    }

    private static boolean isHidden(int c) {
        if (c == '\n' || c == '\t') {
            return false;
        }
        // Format characters are the bidi controls, zero-width marks and tags; the rest are blank by design.
        return Character.isISOControl(c)
                || Character.getType(c) == Character.FORMAT
                || c == 0x115F
                || c == 0x1160
                || c == 0x3164
                || c == 0xFFA0
                || c == 0x034F
                || c == 0x17B4
                || c == 0x17B5;
    }

    /// Family emoji and several scripts need joiners; between anything else they are zero-width noise.
    private static boolean joins(int previous, int next) {
        if (previous < 0 || next < 0) {
            return false;
        }
        boolean emoji = (Character.isExtendedPictographic(previous)
                        || previous == 0xFE0F
                        || Character.isEmojiModifier(previous))
                && Character.isExtendedPictographic(next);
        return emoji
                || JOINING.contains(UnicodeScript.of(previous))
                        && (JOINING.contains(UnicodeScript.of(next)) || !Character.isLetter(next));
    }
}

package dev.touchstone.backend.judge.judgment;

/// Writes characters that cannot be seen as their code points: in them a text can say one thing to people and another
/// to a model.
public final class Visible {
    private static final int TAGS_FROM = 0xE0000;
    private static final int TAGS_TO = 0xE0FFF;

    private Visible() {}

    public static String of(String text) {
        if (text.codePoints().noneMatch(Visible::hidden)) {
            return text;
        }
        StringBuilder visible = new StringBuilder(text.length() + 64);
        text.codePoints().forEach(point -> {
            if (hidden(point)) {
                visible.append("\\u{").append(Integer.toHexString(point)).append('}');
            } else {
                visible.appendCodePoint(point);
            }
        });
        return visible.toString();
    }

    /// Controls, marks of direction, fillers, tags, variation selectors beyond the first sixteen, and halves of pairs.
    /// Joiners stay: Persian, Hindi and emoji need them.
    private static boolean hidden(int point) {
        if (point == '\n' || point == '\t' || point == 0x200C || point == 0x200D) {
            return false;
        }
        int type = Character.getType(point);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.PRIVATE_USE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || point == 0x115F
                || point == 0x1160
                || point == 0x3164
                || point == 0xFFA0
                || point >= TAGS_FROM && point <= TAGS_TO;
    }
}

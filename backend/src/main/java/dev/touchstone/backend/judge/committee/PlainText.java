package dev.touchstone.backend.judge.committee;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/// A text without what changes how it is written and hardly ever what it says: case, punctuation, white space,
/// forms of the same character (NFKC). What belongs to a number stays: sign, point, exponent, per cent, brackets
/// that make it negative. Two texts that say the same may come out different; two that say different things must
/// not come out the same. Pure.
final class PlainText {
    private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    private static final String SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉";
    /// Whatever is used as a minus or a hyphen: some of it NFKC would leave, some it would take for a mark.
    private static final Pattern DASHES = Pattern.compile("[\u2010-\u2015\u2212\uFE58\uFE63\uFF0D]");

    private static final Pattern RAISED = Pattern.compile("([⁺⁻]?)([" + SUPERSCRIPTS + "]+)");
    /// Else it would run into the digits before it.
    private static final Pattern LOWERED = Pattern.compile("(?<=\\p{Nd})(?=[" + SUBSCRIPTS + "])");
    /// One and a half is not eleven halves.
    private static final Pattern FRACTION = Pattern.compile("(?<=\\p{Nd})(?=[¼-¾⅐-⅞↉])");

    private static final Pattern SPACED_MINUS = Pattern.compile("\u2212\\s+(?=\\p{Nd})");
    private static final Pattern POWER = Pattern.compile("(?<=[\\p{Nd}\\p{L}])\\s?\\*\\*\\s?(?=-?\\p{Nd})");
    private static final String AMOUNT = "\\p{Sc}?\\s?[.,]?\\p{Nd}[\\p{Nd}.,' ]*\\s?[\\p{Sc}%]?";
    private static final Pattern ACCOUNTING = Pattern.compile("\\((" + AMOUNT + ")\\)");
    private static final Pattern TRAILING_MINUS =
            Pattern.compile("(?<![\\p{Nd}.,-])(\\p{Nd}[\\p{Nd}.,']*)-(?=\\s|\\p{Sc}|$)");

    private static final Pattern SILENT = Pattern.compile("[\"'`’‘“”„«»‹›]");
    /// A point, comma or minus before a number is part of it, and so are marks between two digits.
    private static final Pattern BREAKING = Pattern.compile("[;!?…¡¿()\\[\\]{}]"
            + "|(?<!\\p{Nd})[:*_]|[:*_](?!\\p{Nd})"
            + "|[.,](?!\\p{Nd})"
            + "|-(?!\\p{Sc}?\\s?[.,]?\\p{Nd})"
            + "|(?<=\\p{L})(?<!\\p{Nd}e)-");
    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}]+");

    private PlainText() {}

    static String of(String text) {
        String signed =
                DASHES.matcher(SPACED_MINUS.matcher(text).replaceAll("-")).replaceAll("-");
        String raised = RAISED.matcher(signed)
                .replaceAll(match -> "^" + match.group(1).replace('⁻', '-').replace("⁺", "") + match.group(2));
        String lowered = LOWERED.matcher(raised).replaceAll("↓");
        String composed = Normalizer.normalize(FRACTION.matcher(lowered).replaceAll(" "), Normalizer.Form.NFKC)
                .replace('\u2044', '/');
        String amounts = TRAILING_MINUS
                .matcher(ACCOUNTING
                        .matcher(POWER.matcher(composed).replaceAll("^"))
                        .replaceAll("-$1"))
                .replaceAll("-$1");
        String quiet = SILENT.matcher(amounts.toLowerCase(Locale.ROOT)).replaceAll("");
        return SPACE.matcher(BREAKING.matcher(quiet).replaceAll(" "))
                .replaceAll(" ")
                .strip();
    }
}

package dev.touchstone.bot.card.kit;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What was picked from a card's overflow menu, as the option's value carries it: a verb and a [ReviewRef]. The
/// menu has one action id for all its options, hence the verb.
///
/// @param verb what to do
/// @param review to which review
public record OverflowChoice(Verb verb, ReviewRef review) {

    /// What an option of the menu asks for.
    public enum Verb {
        CLAIM,
        RELEASE,
        ASSIGN,
        SKIP,
        FULL,
        SOURCES,
        REOPEN,
        /// Slack opens the link itself; the click only has to be acknowledged.
        CONSOLE
    }

    /// Reads `verb reviewId:revision`; empty for anything else.
    public static Optional<OverflowChoice> parse(@Nullable String text) {
        int space = text == null ? -1 : text.indexOf(' ');
        if (text == null || space < 0) {
            return Optional.empty();
        }
        for (Verb verb : Verb.values()) {
            if (wire(verb).equals(text.substring(0, space))) {
                return ReviewRef.parse(text.substring(space + 1)).map(ref -> new OverflowChoice(verb, ref));
            }
        }
        return Optional.empty();
    }

    /// The text that [#parse] reads.
    public String format() {
        return wire(verb) + " " + review.format();
    }

    private static String wire(Verb verb) {
        return verb.name().toLowerCase(Locale.ROOT);
    }
}

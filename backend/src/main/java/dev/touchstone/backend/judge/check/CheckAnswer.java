package dev.touchstone.backend.judge.check;

import dev.touchstone.backend.model.Reply;
import dev.touchstone.backend.model.TokenChances;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a model said to a check: one word, behind the token of its own question, and how sure it was of that word.
///
/// @param follows whether it said that the output follows
/// @param chance the probability of "true", over those of "true" and "false" in all spellings, 0 to 1; null where the
///     endpoint does not tell
record CheckAnswer(boolean follows, @Nullable Double chance) {
    private static final String TRUE = "true";
    private static final String FALSE = "false";

    /// @return empty when the text is not one such answer and nothing else
    static Optional<CheckAnswer> read(Reply.Text text, String token) {
        Matcher answer = Pattern.compile(
                        "[\\s\"'`]*" + Pattern.quote(token) + "[\\s:=\"'`]+(true|false)[\\s.\"'`]*",
                        Pattern.CASE_INSENSITIVE)
                .matcher(text.content());
        if (!answer.matches()) {
            return Optional.empty();
        }
        String word = answer.group(1).toLowerCase(Locale.ROOT);
        return Optional.of(new CheckAnswer(word.equals(TRUE), chance(text.chances(), word)));
    }

    /// From the last token that is the word that was said: what stands before it is the token of the question.
    private static @Nullable Double chance(List<TokenChances> tokens, String word) {
        for (TokenChances at : tokens.reversed()) {
            if (word(at.token()).equals(word)) {
                double yes = sum(at.chances(), TRUE);
                double no = sum(at.chances(), FALSE);
                return yes + no > 0 ? yes / (yes + no) : null;
            }
        }
        return null;
    }

    private static double sum(Map<String, Double> chances, String word) {
        return chances.entrySet().stream()
                .filter(one -> word(one.getKey()).equals(word))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    /// Its letters alone, because a token has spaces and signs of its own.
    private static String word(String token) {
        return token.replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT);
    }
}

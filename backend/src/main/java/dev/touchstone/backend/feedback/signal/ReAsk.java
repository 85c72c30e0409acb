package dev.touchstone.backend.feedback.signal;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Whether what a user asked next is the same question again, which says that the answer did not do: asked within five
/// minutes, at least .6 alike, and no mere continuation. Pure.
public final class ReAsk {
    /// How alike two questions have to be.
    static final double ALIKE = 0.6;

    private static final Duration WITHIN = Duration.ofMinutes(5);

    /// How a question begins that goes on from the last answer.
    private static final List<String> GOING_ON = List.of(
            "and ",
            "also ",
            "what about ",
            "how about ",
            "thanks",
            "thank you",
            "great ",
            "perfect ",
            "und ",
            "auch ",
            "danke",
            "was ist mit ",
            "wie ist es mit ",
            "et ",
            "merci");

    /// A word that differs by no more letters is a typing error mended.
    private static final int TYPING_ERROR = 2;

    private ReAsk() {}

    /// @param answeredAtMs when the first question was answered
    /// @param askedAtMs when the next one was asked
    public static boolean is(String question, long answeredAtMs, String next, long askedAtMs) {
        long after = askedAtMs - answeredAtMs;
        return after <= WITHIN.toMillis() && after >= -WITHIN.toMillis() && sameQuestion(question, next);
    }

    static boolean sameQuestion(String question, String next) {
        return !goesOn(next) && Similarity.of(question, next) >= ALIKE && !aboutSomethingElse(question, next);
    }

    private static boolean goesOn(String next) {
        String plain = Similarity.plain(next);
        return GOING_ON.stream().anyMatch(plain::startsWith);
    }

    /// The same words about another thing: each has a number or a name that the other lacks, in the place of it.
    private static boolean aboutSomethingElse(String question, String next) {
        Set<String> gone = specific(question);
        Set<String> come = specific(next);
        Set<String> shared = new HashSet<>(gone);
        shared.retainAll(come);
        gone.removeAll(shared);
        come.removeAll(shared);
        return !gone.isEmpty()
                && !come.isEmpty()
                && gone.stream().noneMatch(one -> come.stream().anyMatch(other -> sameWord(one, other)));
    }

    /// Words with digits, and those with a capital anywhere but at the beginning.
    private static Set<String> specific(String text) {
        Set<String> specific = new HashSet<>();
        String[] words = text.strip().split("[^\\p{L}\\p{N}]+");
        for (int i = 0; i < words.length; i++) {
            String word = words[i];
            boolean digits = word.chars().anyMatch(Character::isDigit);
            boolean capital = i > 0 && word.length() > 1 && Character.isUpperCase(word.charAt(0));
            if (digits || capital) {
                specific.add(Similarity.plain(word));
            }
        }
        return specific;
    }

    /// Two numbers are never the same by a typing error: which of them is meant is the question.
    private static boolean sameWord(String one, String other) {
        boolean numbers =
                one.chars().anyMatch(Character::isDigit) || other.chars().anyMatch(Character::isDigit);
        return !numbers && distance(one, other) <= TYPING_ERROR;
    }

    /// Letters to change, add or remove (Levenshtein 1966).
    private static int distance(String one, String other) {
        int[] last = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] now = new int[other.length() + 1];
            now[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int change = last[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                now[j] = Math.min(change, Math.min(last[j], now[j - 1]) + 1);
            }
            last = now;
        }
        return last[other.length()];
    }
}

package dev.touchstone.backend.keys;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Tells secrets that somebody typed from those that a generator made. Whatever a pattern explains counts as one
/// character: a run, a sequence, a row of the keyboard, a repetition, a common word. What is left has to be as long as
/// chance leaves it: of 32 random hexadecimal digits, patterns hardly ever take three.
final class SecretStrength {
    static final int LEAST_CHARS = 32;
    private static final int LEAST_DISTINCT = 8;
    private static final int LEAST_UNEXPLAINED = 20;
    /// Shorter than that, patterns are found in anything.
    private static final int SHORTEST = 4;

    private static final Pattern SEPARATORS = Pattern.compile("[-_. ]");

    private static final List<String> ROWS = List.of(
            "qwertyuiop",
            "qwertzuiop",
            "azertyuiop",
            "asdfghjkl",
            "zxcvbnm",
            "yxcvbnm",
            "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik",
            "!@#$%^&*()");

    /// What stands in passwords and examples. No word that hexadecimal digits can spell.
    private static final List<String> WORDS = List.of(
            "touchstone",
            "password",
            "passwort",
            "passphrase",
            "secret",
            "geheim",
            "changeme",
            "change",
            "replace",
            "please",
            "default",
            "example",
            "sample",
            "insecure",
            "secure",
            "security",
            "random",
            "string",
            "character",
            "letter",
            "number",
            "token",
            "admin",
            "administrator",
            "root",
            "user",
            "login",
            "welcome",
            "letmein",
            "monkey",
            "dragon",
            "iloveyou",
            "sunshine",
            "princess",
            "football",
            "master",
            "shadow",
            "hello",
            "world",
            "test",
            "testing",
            "demo",
            "local",
            "development",
            "production",
            "staging",
            "server",
            "service",
            "company",
            "private",
            "public",
            "really",
            "very",
            "long",
            "longer",
            "short",
            "enough",
            "with",
            "this",
            "that",
            "than",
            "more",
            "must",
            "should",
            "from",
            "your",
            "here",
            "some",
            "thing",
            "keep",
            "safe",
            "value",
            "github",
            "slack",
            "postgres",
            "database",
            "docker",
            "kubernetes",
            "spring",
            "summer",
            "autumn",
            "winter",
            "thirty",
            "correct",
            "horse",
            "battery",
            "staple",
            "lorem",
            "ipsum",
            "dolor",
            "foobar",
            "todo",
            "none",
            "null",
            "undefined",
            "temp",
            "temporary");

    private SecretStrength() {}

    /// What is wrong with a secret, as it goes on after its name; empty when nothing is.
    static Optional<String> weakness(String text) {
        String secret = text.strip();
        if (secret.isEmpty()) {
            return Optional.of("is not set");
        }
        if (secret.length() < LEAST_CHARS) {
            return Optional.of("must be at least " + LEAST_CHARS + " random characters");
        }
        if (secret.chars().distinct().count() < LEAST_DISTINCT || unexplained(secret) < LEAST_UNEXPLAINED) {
            return Optional.of("follows a pattern that can be guessed");
        }
        return Optional.empty();
    }

    /// How many characters no pattern explains; each pattern counts as one, what stands between words as none.
    static int unexplained(String secret) {
        String text = SEPARATORS.matcher(secret.toLowerCase(Locale.ROOT)).replaceAll("");
        String spelt = spelt(text);
        int count = 0;
        for (int at = 0; at < text.length(); count++) {
            at += Math.max(1, longestPattern(text, spelt, at));
        }
        return count;
    }

    private static int longestPattern(String text, String spelt, int at) {
        int longest = Math.max(steady(text, at, 1), steady(text, at, 2));
        longest = Math.max(longest, repeated(text, at));
        for (String row : ROWS) {
            longest = Math.max(longest, common(row, text, at));
            longest = Math.max(longest, common(new StringBuilder(row).reverse().toString(), text, at));
        }
        for (String word : WORDS) {
            if (text.startsWith(word, at) || spelt.startsWith(word, at)) {
                longest = Math.max(longest, word.length());
            }
        }
        return longest;
    }

    /// Characters that are the same, go up or go down one by one, all of them or every second one: `aaaa`, `4321`,
    /// `a1b2c3d4`.
    private static int steady(String text, int at, int stride) {
        int longest = 0;
        for (int step = -1; step <= 1; step++) {
            int end = at + stride;
            while (end < text.length() && text.charAt(end) - text.charAt(end - stride) == step) {
                end++;
            }
            longest = Math.max(longest, end - at);
        }
        // Every second one takes twice as many to stand out.
        return longest >= SHORTEST * stride ? longest : 0;
    }

    /// What stands further to the front already.
    private static int repeated(String text, int at) {
        int longest = 0;
        for (int from = 0; from < at; from++) {
            int length = 0;
            while (at + length < text.length() && text.charAt(from + length) == text.charAt(at + length)) {
                length++;
            }
            longest = Math.max(longest, length);
        }
        return longest >= SHORTEST ? longest : 0;
    }

    /// The longest piece of a row that the text goes on with.
    private static int common(String row, String text, int at) {
        int longest = 0;
        for (int from = 0; from < row.length(); from++) {
            int length = 0;
            while (from + length < row.length()
                    && at + length < text.length()
                    && row.charAt(from + length) == text.charAt(at + length)) {
                length++;
            }
            longest = Math.max(longest, length);
        }
        return longest >= SHORTEST ? longest : 0;
    }

    /// With the letters that digits and signs are put for.
    private static String spelt(String text) {
        return text.replace('0', 'o')
                .replace('1', 'l')
                .replace('3', 'e')
                .replace('4', 'a')
                .replace('5', 's')
                .replace('7', 't')
                .replace('@', 'a')
                .replace('$', 's');
    }
}

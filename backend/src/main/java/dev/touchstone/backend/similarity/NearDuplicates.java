package dev.touchstone.backend.similarity;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Near-duplicates: texts whose sets of character n-grams overlap so much (Jaccard 1912) that they differ in a
/// word or two, after what is only another way of writing is taken away: case, white space, punctuation, forms of
/// a character (NFKC). Texts too short for n-grams are near only when equal then. Pure.
public final class NearDuplicates {
    /// Of two texts that are near, the least share of n-grams that both have.
    public static final double NEAR = 0.8;

    private static final int GRAM = 5;
    /// Of a text that is looked at; what is longer is compared by its head and its length.
    private static final int MOST_CHARS = 20_000;

    private static final Pattern MARKS = Pattern.compile("[\\p{P}\\p{Z}\\s\\p{Cf}]+");

    private NearDuplicates() {}

    /// Whether two texts say nearly the same in nearly the same words.
    public static boolean near(String one, String other) {
        String first = plain(one);
        String second = plain(other);
        return first.equals(second)
                || Math.min(first.length(), second.length()) >= NEAR * Math.max(first.length(), second.length())
                        && jaccard(grams(first), grams(second)) >= NEAR;
    }

    /// A text without what is only another way of writing it; equal for texts that differ in nothing else.
    public static String plain(String text) {
        return MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT))
                .replaceAll(" ")
                .strip();
    }

    /// Share of what is in either set that is in both, 0 to 1; 0 for two empty ones.
    static double jaccard(Set<String> one, Set<String> other) {
        long both = one.stream().filter(other::contains).count();
        long either = one.size() + (long) other.size() - both;
        return either == 0 ? 0 : (double) both / either;
    }

    private static Set<String> grams(String text) {
        String head = text.substring(0, Math.min(text.length(), MOST_CHARS));
        Set<String> grams = new HashSet<>();
        for (int i = 0; i + GRAM <= head.length(); i++) {
            grams.add(head.substring(i, i + GRAM));
        }
        return grams;
    }
}

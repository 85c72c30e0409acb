package dev.touchstone.backend.golden.group;

import java.util.Arrays;

/// The n-grams of a text as sorted sets of hashes: runs of five characters, which see typing, and words, which see
/// that the same was said in another order. Pure.
@SuppressWarnings("ArrayRecordComponent") // Compared by what they hold, never as records.
public record Shingles(int[] characters, int[] words) {
    private static final int GRAM = 5;

    /// @param plain as [ComparedText] makes it
    public static Shingles of(String plain) {
        return new Shingles(characters(plain), words(plain));
    }

    private static int[] characters(String plain) {
        if (plain.length() < GRAM) {
            return new int[0];
        }
        int[] grams = new int[plain.length() - GRAM + 1];
        for (int i = 0; i < grams.length; i++) {
            int hash = 0;
            for (int j = i; j < i + GRAM; j++) {
                hash = hash * 31 + plain.charAt(j);
            }
            grams[i] = mixed(hash);
        }
        return distinct(grams);
    }

    private static int[] words(String plain) {
        if (plain.isEmpty()) {
            return new int[0];
        }
        String[] words = plain.split(" ");
        int[] hashes = new int[words.length];
        for (int i = 0; i < words.length; i++) {
            hashes[i] = mixed(words[i].hashCode());
        }
        return distinct(hashes);
    }

    /// The finaliser of MurmurHash3: neighbouring values become unlike.
    private static int mixed(int value) {
        int h = value;
        h = (h ^ (h >>> 16)) * 0x85ebca6b;
        h = (h ^ (h >>> 13)) * 0xc2b2ae35;
        return h ^ (h >>> 16);
    }

    private static int[] distinct(int[] values) {
        Arrays.sort(values);
        int kept = 0;
        for (int i = 0; i < values.length; i++) {
            if (i == 0 || values[i] != values[i - 1]) {
                values[kept++] = values[i];
            }
        }
        return Arrays.copyOf(values, kept);
    }

    /// Share of what is in either set that is in both (Jaccard 1912), 0 to 1; 0 for two empty ones.
    public static double jaccard(int[] one, int[] other) {
        int both = 0;
        int i = 0;
        int j = 0;
        while (i < one.length && j < other.length) {
            if (one[i] == other[j]) {
                both++;
                i++;
                j++;
            } else if (one[i] < other[j]) {
                i++;
            } else {
                j++;
            }
        }
        int either = one.length + other.length - both;
        return either == 0 ? 0 : (double) both / either;
    }
}

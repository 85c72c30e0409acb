package dev.touchstone.backend.golden.group;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/// The smallest hashes of a text's n-grams under many hash functions (MinHash, Broder 1997): the share of them that two
/// texts have in common estimates the Jaccard similarity of their n-grams. Characters first, then words. Pure.
@SuppressWarnings("ArrayRecordComponent") // Compared by what it holds, never as a record.
record Sketch(int[] minima) {
    /// Hash functions over characters, and over words.
    static final int CHARACTERS = 80;

    static final int WORDS = 96;
    private static final long[] FACTORS = new long[CHARACTERS + WORDS];
    private static final long[] SUMMANDS = new long[CHARACTERS + WORDS];

    static {
        // Fixed, because sketches are stored: SplitMix64 (Steele, Lea, Flood 2014) from 1.
        long state = 1;
        for (int i = 0; i < FACTORS.length; i++) {
            state += 0x9e3779b97f4a7c15L;
            FACTORS[i] = splitMix(state) | 1;
            state += 0x9e3779b97f4a7c15L;
            SUMMANDS[i] = splitMix(state);
        }
    }

    private static long splitMix(long state) {
        long z = state;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    static Sketch of(Shingles shingles) {
        int[] minima = new int[CHARACTERS + WORDS];
        Arrays.fill(minima, Integer.MAX_VALUE);
        fill(minima, 0, CHARACTERS, shingles.characters());
        fill(minima, CHARACTERS, CHARACTERS + WORDS, shingles.words());
        return new Sketch(minima);
    }

    /// Multiply-shift hashing (Dietzfelbinger 1996).
    private static void fill(int[] minima, int from, int to, int[] grams) {
        for (int gram : grams) {
            long x = gram & 0xffff_ffffL;
            for (int i = from; i < to; i++) {
                int hash = (int) ((x * FACTORS[i] + SUMMANDS[i]) >>> 33);
                if (hash < minima[i]) {
                    minima[i] = hash;
                }
            }
        }
    }

    String text() {
        ByteBuffer bytes = ByteBuffer.allocate(minima.length * Integer.BYTES);
        bytes.asIntBuffer().put(minima);
        return Base64.getEncoder().withoutPadding().encodeToString(bytes.array());
    }

    static Sketch parse(String text) {
        int[] minima = new int[CHARACTERS + WORDS];
        ByteBuffer.wrap(Base64.getDecoder().decode(text)).asIntBuffer().get(minima);
        return new Sketch(minima);
    }
}

package dev.touchstone.lab.flywheel;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// A text as a vector of unit length: words, pairs of words, and runs of three to five characters, hashed.
final class Ngrams {
    /// Features, numbered from 1.
    static final int DIMENSIONS = 1 << 17;

    private static final int SHORTEST = 3;
    private static final int LONGEST = 5;

    private Ngrams() {}

    static Feature[] of(String text) {
        Map<Integer, Double> counts = new TreeMap<>();
        String[] words = text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1);
        for (int i = 0; i < words.length; i++) {
            add(counts, "w " + words[i]);
            if (i > 0) {
                add(counts, "p " + words[i - 1] + " " + words[i]);
            }
            String padded = " " + words[i] + " ";
            for (int length = SHORTEST; length <= LONGEST; length++) {
                for (int from = 0; from + length <= padded.length(); from++) {
                    add(counts, "c " + padded.substring(from, from + length));
                }
            }
        }
        double squares =
                counts.values().stream().mapToDouble(count -> count * count).sum();
        return counts.entrySet().stream()
                .map(entry -> (Feature) new FeatureNode(entry.getKey(), entry.getValue() / Math.sqrt(squares)))
                .toArray(Feature[]::new);
    }

    /// Often does not count more than once.
    private static void add(Map<Integer, Double> counts, String gram) {
        counts.put(1 + Math.floorMod(spread(gram.hashCode()), DIMENSIONS), 1.0);
    }

    /// `String.hashCode` alone puts neighbouring texts into neighbouring places.
    private static int spread(int hash) {
        int mixed = (hash ^ (hash >>> 16)) * 0x85ebca6b;
        mixed = (mixed ^ (mixed >>> 13)) * 0xc2b2ae35;
        return mixed ^ (mixed >>> 16);
    }
}

package dev.touchstone.backend.feedback.signal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// How alike two questions are, 0 to 1: the cosine of their character 3-grams, weighted by TF-IDF (Salton & Buckley
/// 1988). How common a 3-gram is, a list of common questions says that comes with the program, so that the same pair is
/// as alike on every node and at every time. Thread-safe.
final class Similarity {
    private static final int GRAM = 3;
    private static final Similarity COMMON = new Similarity(lines("common-questions.txt"));

    private final Map<String, Integer> documents = new HashMap<>();
    private final int total;

    private Similarity(List<String> questions) {
        total = questions.size();
        questions.forEach(question ->
                new HashSet<>(grams(question).keySet()).forEach(gram -> documents.merge(gram, 1, Integer::sum)));
    }

    static double of(String one, String other) {
        return COMMON.cosine(one, other);
    }

    private double cosine(String one, String other) {
        Map<String, Double> first = weights(one);
        Map<String, Double> second = weights(other);
        double product = first.entrySet().stream()
                .mapToDouble(gram -> gram.getValue() * second.getOrDefault(gram.getKey(), 0.0))
                .sum();
        double lengths = length(first) * length(second);
        return lengths == 0 ? 0 : Math.min(1, product / lengths);
    }

    private Map<String, Double> weights(String text) {
        Map<String, Double> weights = new HashMap<>();
        grams(text).forEach((gram, count) -> weights.put(gram, (1 + Math.log(count)) * rarity(gram)));
        return weights;
    }

    private double rarity(String gram) {
        return Math.log((total + 1.0) / (documents.getOrDefault(gram, 0) + 1.0));
    }

    private static double length(Map<String, Double> weights) {
        return Math.sqrt(
                weights.values().stream().mapToDouble(weight -> weight * weight).sum());
    }

    private static Map<String, Integer> grams(String text) {
        Map<String, Integer> grams = new HashMap<>();
        String plain = " " + plain(text) + " ";
        for (int i = 0; i + GRAM <= plain.length(); i++) {
            grams.merge(plain.substring(i, i + GRAM), 1, Integer::sum);
        }
        return grams;
    }

    /// Letters and digits in lower case, without accents, one space between words.
    static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\p{M}+", "")
                .replaceAll("[^\\p{L}\\p{N}]+", " ")
                .strip();
    }

    static Set<String> words(String text) {
        return new HashSet<>(List.of(plain(text).split(" ")));
    }

    private static List<String> lines(String resource) {
        try (InputStream in = Objects.requireNonNull(Similarity.class.getResourceAsStream(resource))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

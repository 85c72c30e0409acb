package dev.touchstone.backend.advice.routing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What of a query's words is counted: each word and its first five letters, which stand for its other
/// forms, hashed into a fixed number of places, weighted by how rare it is, and of length one (TF-IDF).
/// Pure.
final class QueryFeatures {
    static final int PLACES = 1024;
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{Nd}]{3,}");
    private static final int STEM = 5;
    private static final int MOST_CHARACTERS = 2_000;

    private QueryFeatures() {}

    /// The words of a query, each once, in lower case; of a long one the beginning.
    static Set<String> words(String query) {
        Set<String> words = new HashSet<>();
        String text = query.length() > MOST_CHARACTERS ? query.substring(0, MOST_CHARACTERS) : query;
        Matcher matcher = WORD.matcher(text.toLowerCase(Locale.ROOT));
        while (matcher.find()) {
            words.add(matcher.group());
        }
        return words;
    }

    private static Set<Integer> places(Set<String> words) {
        Set<Integer> places = new HashSet<>();
        for (String word : words) {
            places.add(Math.floorMod(word.hashCode(), PLACES));
            places.add(Math.floorMod(("^" + word.substring(0, Math.min(STEM, word.length()))).hashCode(), PLACES));
        }
        return places;
    }

    /// How rare each place is: ln((n + 1) / (1 + queries that have it)).
    static List<Double> rarity(List<Set<String>> queries) {
        int[] having = new int[PLACES];
        queries.forEach(words -> places(words).forEach(place -> having[place]++));
        List<Double> rarity = new ArrayList<>(PLACES);
        for (int count : having) {
            rarity.add(Math.log((queries.size() + 1.0) / (count + 1.0)));
        }
        return List.copyOf(rarity);
    }

    /// Of length one; all noughts for a query without a known word.
    static double[] vector(Set<String> words, List<Double> rarity) {
        double[] vector = new double[PLACES];
        double squares = 0;
        for (int place : places(words)) {
            vector[place] = rarity.get(place);
            squares += vector[place] * vector[place];
        }
        double length = Math.sqrt(squares);
        for (int i = 0; length > 0 && i < PLACES; i++) {
            vector[i] /= length;
        }
        return vector;
    }
}

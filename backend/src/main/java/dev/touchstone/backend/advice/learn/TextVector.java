package dev.touchstone.backend.advice.learn;

import java.util.Locale;

/// What a text is like: its character 3-grams, hashed into a fixed number of places, damped by a square root and of
/// length one. Pure.
final class TextVector {
    private static final int PLACES = 512;
    private static final int GRAM = 3;
    private static final int MOST_CHARACTERS = 2_000;

    private final float[] places;

    private TextVector(float[] places) {
        this.places = places;
    }

    static TextVector of(String text) {
        String head = text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS) : text;
        String plain = head.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ");
        float[] vector = new float[PLACES];
        for (int i = 0; i + GRAM <= plain.length(); i++) {
            int hash = (plain.charAt(i) * 31 + plain.charAt(i + 1)) * 31 + plain.charAt(i + 2);
            vector[Math.floorMod(hash * 0x9E3779B9, PLACES)]++;
        }
        double squares = 0;
        for (int i = 0; i < PLACES; i++) {
            squares += vector[i];
            vector[i] = (float) Math.sqrt(vector[i]);
        }
        for (int i = 0; squares > 0 && i < PLACES; i++) {
            vector[i] /= (float) Math.sqrt(squares);
        }
        return new TextVector(vector);
    }

    /// The squared distance of two, 0 to 4.
    double distance(TextVector other) {
        double sum = 0;
        for (int i = 0; i < PLACES; i++) {
            double difference = places[i] - other.places[i];
            sum += difference * difference;
        }
        return sum;
    }
}

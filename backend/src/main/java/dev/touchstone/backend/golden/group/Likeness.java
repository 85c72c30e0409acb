package dev.touchstone.backend.golden.group;

/// When two texts are near-duplicates: most of their runs of characters are the same, or most of their words. Below
/// these, short questions begin to form chains: of 23,700 public requests to an assistant, a quarter became one group
/// at 0.6 and 0.6, and one in a hundred at these. Pure.
final class Likeness {
    static final double CHARACTERS = 0.65;
    static final double WORDS = 0.7;
    /// Of a text with at least [#LONG] different words, where so many are not the same by chance.
    static final double WORDS_OF_LONG = 0.55;

    static final int LONG = 12;
    /// Of fewer words, one that differs makes another sentence.
    static final int FEWEST_WORDS = 4;

    private Likeness() {}

    static boolean near(Shingles one, Shingles other) {
        int words = Math.min(one.words().length, other.words().length);
        return Shingles.jaccard(one.characters(), other.characters()) >= CHARACTERS
                || words >= FEWEST_WORDS
                        && Shingles.jaccard(one.words(), other.words()) >= (words < LONG ? WORDS : WORDS_OF_LONG);
    }
}

package dev.touchstone.backend.golden.group;

/// When two texts are near-duplicates: most of their runs of characters are the same, or most of their words. Below
/// these, questions about one matter begin to look alike that ask for different things; the shares were chosen on
/// public questions, where they join rewordings and keep different intents apart. Pure.
public final class Likeness {
    static final double CHARACTERS = 0.6;
    static final double WORDS = 0.6;
    /// Of fewer words, one that differs makes another sentence.
    static final int FEWEST_WORDS = 4;

    private Likeness() {}

    /// Whether two texts, as [ComparedText] makes them, are near-duplicates.
    public static boolean near(Shingles one, Shingles other) {
        return Shingles.jaccard(one.characters(), other.characters()) >= CHARACTERS
                || Math.min(one.words().length, other.words().length) >= FEWEST_WORDS
                        && Shingles.jaccard(one.words(), other.words()) >= WORDS;
    }
}

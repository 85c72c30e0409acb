package dev.touchstone.api.feedback;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What users' behaviour towards an output comes to, from bad to good. What it is worth, audits tell.
public enum FeedbackClass {
    STRONG_NEGATIVE(0),
    WEAK_NEGATIVE(0.3),
    /// They did something that says neither.
    NONE(0.5),
    WEAK_POSITIVE(0.7),
    STRONG_POSITIVE(1),
    /// They did nothing at all.
    SILENCE(0.5);

    private final double score;

    FeedbackClass(double score) {
        this.score = score;
    }

    /// The score of an event of this class that has no number of its own, 0 to 1.
    public double score() {
        return score;
    }

    /// The class that a score belongs to: below .2, below .4, up to .6, up to .8, and above.
    ///
    /// @param score 0 to 1
    public static FeedbackClass of(double score) {
        if (score < 0.2) {
            return STRONG_NEGATIVE;
        }
        if (score < 0.4) {
            return WEAK_NEGATIVE;
        }
        if (score <= 0.6) {
            return NONE;
        }
        return score <= 0.8 ? WEAK_POSITIVE : STRONG_POSITIVE;
    }

    /// The name on the wire.
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}

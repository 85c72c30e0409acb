package dev.touchstone.api.golden;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What kind of verdict an item comes from.
public enum GoldenKind {
    /// Somebody wrote the right answer: an edit, or a rejection that carries it.
    CORRECTION,
    /// The output was right as it was.
    APPROVAL,
    /// The output was wrong, and nobody said what would be right: a negative only.
    REJECTION,
    /// It was brought along from elsewhere.
    IMPORTED;

    /// Whether it says what a right answer is.
    public boolean positive() {
        return this != REJECTION;
    }

    /// The name on the wire.
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}

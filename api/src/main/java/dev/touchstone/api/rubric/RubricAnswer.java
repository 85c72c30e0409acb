package dev.touchstone.api.rubric;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// The answer to one line of a rubric.
public enum RubricAnswer {
    /// The output meets the line.
    PASS,
    /// The output breaks the line.
    FAIL,
    /// The line does not apply.
    NA;

    /// The name on the wire.
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}

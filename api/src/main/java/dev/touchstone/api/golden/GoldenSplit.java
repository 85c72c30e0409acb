package dev.touchstone.api.golden;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// The sides of a dataset. What is on one has nothing nearly the same on another.
public enum GoldenSplit {
    /// To learn from: training files and examples in prompts.
    TRAIN,
    /// To choose between models and prompts while working on them.
    DEV,
    /// To measure what was chosen; never shown to a model that is measured with it.
    TEST;

    /// The name on the wire.
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}

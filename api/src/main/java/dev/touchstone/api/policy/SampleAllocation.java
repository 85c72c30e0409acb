package dev.touchstone.api.policy;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// How a sample is divided among strata, as exact integers.
public enum SampleAllocation {
    /// In proportion to N.
    PROPORTIONAL,
    /// In proportion to √N: the long tail is seen.
    SQRT,
    /// In proportion to N times the spread of earlier verdicts: best for the overall figure.
    NEYMAN;

    /// The name on the wire.
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}

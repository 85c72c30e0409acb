package dev.touchstone.api.policy;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// Who looks at a sample.
public enum SampleAudience {
    /// People review it.
    PEOPLE,
    /// The judge judges it; nobody is asked to review.
    JUDGE,
    /// People review it and the judge judges it.
    BOTH;

    /// Whether people review it.
    public boolean people() {
        return this != JUDGE;
    }

    /// Whether the judge judges it.
    public boolean judge() {
        return this != PEOPLE;
    }

    /// The name on the wire.
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}

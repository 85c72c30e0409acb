package dev.touchstone.api.policy;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What an active audit goes by.
public enum AuditScore {
    /// The model's own confidence, known when the output arrives.
    CONFIDENCE,
    /// The score of the judge, which comes later.
    JUDGE;

    /// The name on the wire.
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}

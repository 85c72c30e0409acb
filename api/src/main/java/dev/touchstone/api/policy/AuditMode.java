package dev.touchstone.api.policy;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// How the random audit chooses.
public enum AuditMode {
    /// Every output with the same probability.
    PLAIN,
    /// Outputs that a score makes likelier to be wrong with a higher one, the others with a lower one.
    ACTIVE;

    /// The name on the wire.
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package dev.touchstone.api.policy;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// How outputs are chosen from a stratum. Both follow the sampling key, so samples nest in one another and in the
/// random audit.
public enum SampleMethod {
    /// Exactly n of them: those with the n smallest keys.
    BOTTOM_K,
    /// Each with probability n/N, independently: about n of them.
    POISSON;

    /// The name on the wire.
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}

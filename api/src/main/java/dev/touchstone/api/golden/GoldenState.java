package dev.touchstone.api.golden;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// Where an item stands.
public enum GoldenState {
    /// It waits for whoever the policy says.
    PROPOSED,
    /// It is used.
    GOLDEN,
    /// It is not used any more; versions that hold it keep it.
    RETIRED;

    /// The name on the wire.
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}

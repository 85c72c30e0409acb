package dev.touchstone.api.alarm;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// Where an episode of drift stands.
public enum AlarmState {
    /// Nobody has reacted yet.
    OPEN,
    /// Somebody has taken it on.
    ACKNOWLEDGED,
    /// It is silent until a moment, and open again after that.
    MUTED,
    /// It is over.
    RECOVERED;

    /// The name on the wire.
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package dev.touchstone.api.output;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// Where routing sent an output.
public enum RouteName {
    /// It went out without a human.
    AUTO_APPROVE,
    /// It waits for, or has had, a human.
    TO_REVIEW,
    /// It waits for a check that gives it a confidence; then it goes out, or to a human.
    CHECKING;

    /// The name on the wire.
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}

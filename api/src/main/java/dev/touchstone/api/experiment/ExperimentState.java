package dev.touchstone.api.experiment;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// How far an experiment is.
public enum ExperimentState {
    /// Outputs are uploaded or generated; nobody reviews them yet.
    DRAFT,
    /// Its reviews are open; its outputs are fixed.
    OPEN,
    /// It is over; what nobody had decided was withdrawn.
    CLOSED;

    /// The name on the wire.
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}

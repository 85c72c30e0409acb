package dev.touchstone.api.erasure;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// How far an erasure is.
public enum ErasureState {
    /// It is at work, or waits for its turn.
    RUNNING,
    /// All that may go is gone; the rest is under a legal hold and goes once that is released.
    HELD,
    /// Nothing is left.
    DONE;

    /// The name on the wire.
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package dev.touchstone.api.judge;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What a judge thinks of an output. It is an opinion: no output is released and no figure is made by it alone.
public enum JudgeVerdict {
    /// A reviewer would approve it as it is.
    APPROVE,
    /// A reviewer would correct or reject it.
    REJECT;

    /// The name on the wire.
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}

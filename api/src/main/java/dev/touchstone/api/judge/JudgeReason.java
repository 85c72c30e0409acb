package dev.touchstone.api.judge;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// Why an output was given to the judge. It may have several.
public enum JudgeReason {
    /// The sampling key fell below the share that the judge sees.
    SHARE,
    /// Its confidence is below the bound under which the judge sees everything.
    LOW_CONFIDENCE,
    /// A plan's sample drew it.
    SCHEDULED_SAMPLE,
    /// Somebody asked for it.
    REQUESTED;

    /// The name on the wire.
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}

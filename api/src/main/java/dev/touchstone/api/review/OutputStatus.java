package dev.touchstone.api.review;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// How far an output is.
public enum OutputStatus {
    /// No human has looked at it, and none is asked to: it went out by itself, or the judge has released it.
    AUTO_APPROVED,
    /// A check is to give it a confidence; until then it neither goes out nor to a human.
    CHECKING,
    /// A review is open.
    IN_REVIEW,
    /// A human has decided.
    DECIDED,
    /// Its review expired without a decision.
    UNREVIEWED,
    /// Somebody withdrew its review before a decision: nobody has approved it.
    WITHDRAWN;

    /// The name on the wire.
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}

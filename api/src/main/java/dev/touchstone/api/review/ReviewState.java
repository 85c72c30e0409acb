package dev.touchstone.api.review;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// The state of a review. A claim is not a state: it is a lease on an open review.
public enum ReviewState {
    /// Waiting for a decision, perhaps claimed.
    OPEN,
    /// Decided; undo opens it again.
    DECIDED,
    /// Nobody decided in time.
    EXPIRED,
    /// Taken back because it is no longer needed.
    WITHDRAWN;

    /// The name on the wire.
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}

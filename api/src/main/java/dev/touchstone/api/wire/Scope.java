package dev.touchstone.api.wire;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What an API key may do.
public enum Scope {
    /// Post outputs.
    OUTPUTS_WRITE,
    /// Read outputs and verdicts.
    OUTPUTS_READ,
    /// Read the queue.
    REVIEWS_READ,
    /// Claim and decide.
    REVIEWS_WRITE,
    /// Read golden examples and exports.
    EXPORTS_READ,
    /// Acknowledge and mute alarms, and start their actions.
    ALARMS_WRITE,
    /// Lease and acknowledge deliveries.
    DELIVERIES,
    /// Change pipelines; implies every other scope.
    ADMIN;

    /// The name on the wire.
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', ':');
    }
}

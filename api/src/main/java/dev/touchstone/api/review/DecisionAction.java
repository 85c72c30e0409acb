package dev.touchstone.api.review;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What a decision row says.
public enum DecisionAction {
    /// The output is right as it is.
    APPROVE,
    /// The output is right after the correction the decision carries.
    EDIT,
    /// The output is wrong.
    REJECT,
    /// The reviewer took the decision back within the undo window.
    UNDO,
    /// Somebody opened the decided review again later.
    REOPEN;

    /// The name on the wire.
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}

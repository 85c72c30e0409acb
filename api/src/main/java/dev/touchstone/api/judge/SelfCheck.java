package dev.touchstone.api.judge;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The check of one output that came without a confidence.
///
/// @param state how far it is
/// @param withheld whether scores are kept back, because somebody judges the output blind
/// @param score how sure the model is that the output follows from query and sources, 0 to 1; null without an answer
/// @param confidence what audits show such scores to mean, 0 to 1; it is what the policy's threshold is held
///     against. Null while there is no calibration
/// @param attributes the scores of attributes, by name; empty when the whole output was asked about
/// @param version of the check: scores of two versions are not comparable; null without an answer
/// @param why why it did not route the output, in words; null when it did, and while it waits
/// @param decideBy until when the output waits at most
/// @param settledAt when it was routed; null while it waits
public record SelfCheck(
        State state,
        boolean withheld,
        @Nullable Double score,
        @Nullable Double confidence,
        Map<String, Double> attributes,
        @Nullable String version,
        @Nullable String why,
        Instant decideBy,
        @Nullable Instant settledAt) {
    public SelfCheck {
        attributes = Map.copyOf(attributes);
    }

    /// Without what it says, for those who judge the output blind.
    public SelfCheck kept() {
        return new SelfCheck(state, true, null, null, Map.of(), version, null, decideBy, settledAt);
    }

    /// How far a check is.
    public enum State {
        /// The model has not answered yet.
        CHECKING,
        /// It has.
        ANSWERED,
        /// It has not, within the time it had: the output counts as one without a confidence.
        UNANSWERED;

        /// The name on the wire.
        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}

package dev.touchstone.api.wire;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// What an API key may do.
public enum Scope {
    /// Post outputs.
    OUTPUTS_WRITE,
    /// Read outputs and verdicts.
    OUTPUTS_READ,
    /// Post what users did with outputs.
    FEEDBACK_WRITE,
    /// Read the queue.
    REVIEWS_READ,
    /// Claim and decide.
    REVIEWS_WRITE,
    /// Read golden examples and exports.
    EXPORTS_READ,
    /// Define datasets, freeze versions, and bring golden items along from elsewhere.
    EXPORTS_WRITE,
    /// Acknowledge and mute alarms, and start their actions.
    ALARMS_WRITE,
    /// Lease and acknowledge deliveries.
    DELIVERIES,
    /// Draw samples.
    SAMPLES_WRITE,
    /// Make links by which people sign in at the console.
    LINKS_WRITE,
    /// What the console does and no more: know who is signed in, show outputs and reviews, carry decisions back.
    CONSOLE,
    /// What the Slack bot does and no more: show outputs and reviews, carry clicks back, lease deliveries, make links
    /// to the console.
    BOT,
    /// Change pipelines; implies every other scope.
    ADMIN;

    private static final Set<Scope> OF_THE_BOT = EnumSet.of(
            OUTPUTS_READ,
            FEEDBACK_WRITE,
            REVIEWS_READ,
            REVIEWS_WRITE,
            ALARMS_WRITE,
            DELIVERIES,
            SAMPLES_WRITE,
            LINKS_WRITE);
    private static final Set<Scope> OF_THE_CONSOLE = EnumSet.of(OUTPUTS_READ, REVIEWS_READ, REVIEWS_WRITE);

    /// Whether a key with this scope may do what needs another.
    public boolean covers(Scope needed) {
        return this == needed
                || this == ADMIN
                || this == BOT && OF_THE_BOT.contains(needed)
                || this == CONSOLE && OF_THE_CONSOLE.contains(needed);
    }

    /// The name on the wire.
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', ':');
    }
}

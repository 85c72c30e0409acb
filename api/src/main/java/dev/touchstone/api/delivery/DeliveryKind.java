package dev.touchstone.api.delivery;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What a delivery tells its consumer.
public enum DeliveryKind {
    /// A review waits; show it.
    REVIEW_OPENED,
    /// A review shown before is decided, expired or withdrawn; show that.
    REVIEW_CLOSED,
    /// A decided review is open again; show that.
    REVIEW_REOPENED,
    /// A verdict for the pipeline's callback.
    VERDICT_SETTLED,
    /// An earlier verdict for the callback no longer holds.
    VERDICT_REOPENED,
    /// An output that waited for a review was released by the judge; for the callback.
    OUTPUT_RELEASED,
    /// A digest to post; the payload is the [Digest].
    DIGEST,
    /// A drift alarm to post or update.
    ALARM,
    /// A sentence for the people who run the pipeline.
    NOTICE,
    /// Reviews that are near or past their due time, as a [Reminder]; for one reviewer, whose id is the channel, or
    /// for the escalation channel.
    REMINDER,
    /// An output for the judge; the backend delivers it itself.
    JUDGMENT_REQUESTED,
    /// An output for other models; the backend delivers it itself.
    COMMITTEE_REQUESTED,
    /// What an alarm does; the backend delivers it itself.
    ALARM_ACTION,
    /// Outputs of an experiment for models; the backend delivers it itself.
    EXPERIMENT_REQUESTED;

    /// The name on the wire.
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '.');
    }
}

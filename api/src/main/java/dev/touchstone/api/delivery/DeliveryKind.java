package dev.touchstone.api.delivery;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What a delivery tells the channel that shows it.
public enum DeliveryKind {
    /// A review waits; show it.
    REVIEW_OPENED,
    /// A review shown before is decided, expired or withdrawn; show that.
    REVIEW_CLOSED,
    /// A decided review is open again; show that.
    REVIEW_REOPENED,
    /// The texts of a reviewed output are gone; take them out of every message that shows it.
    REVIEW_ERASED,
    /// A digest to post; the payload is the [dev.touchstone.api.report.Digest].
    DIGEST,
    /// A drift alarm to post or update.
    ALARM,
    /// What somebody says of an output whose review is shown, as a [ReviewNote]; for the thread of its card.
    REVIEW_NOTE,
    /// A sentence for the people who run the pipeline.
    NOTICE,
    /// Reviews that are near or past their due time, as a [dev.touchstone.api.report.Reminder]; for one reviewer,
    /// whose id is the channel, or for the escalation channel.
    REMINDER;

    /// The name on the wire.
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '.');
    }
}

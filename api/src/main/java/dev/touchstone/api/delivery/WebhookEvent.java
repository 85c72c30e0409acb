package dev.touchstone.api.delivery;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What a call of a pipeline's endpoint tells: the `type` of its body.
public enum WebhookEvent {
    /// There is a verdict.
    VERDICT_SETTLED,
    /// An earlier verdict no longer holds.
    VERDICT_REOPENED,
    /// The review has expired: there is no verdict, and there will be none.
    VERDICT_UNREVIEWED,
    /// Somebody withdrew the review: there is no verdict, and there will be none.
    VERDICT_WITHDRAWN,
    /// An output that waited for a review was released by the judge.
    OUTPUT_RELEASED,
    /// An output that waited for a check has been routed.
    OUTPUT_CHECKED,
    /// Another variant than before should answer a topic, or none is known to be better any more.
    ADVICE_CHANGED,
    /// What an alarm does about drift, or takes back.
    ALARM_ACTION;

    /// The name on the wire.
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '.');
    }
}

package dev.touchstone.backend.drift.action;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.touchstone.api.alarm.Alarm;
import java.util.Locale;

/// What a delivery of an action asks for; its subject is the run.
///
/// @param alarm as it was when the step was written down
record Work(Step step, Alarm alarm) {
    /// One step of a run. Steps of one run are worked off in order.
    enum Step {
        DO,
        /// Somebody has taken the alarm on.
        ACKNOWLEDGE,
        /// The alarm is over.
        UNDO;

        @JsonValue
        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}

package dev.touchstone.backend.drift.action;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.touchstone.api.alarm.Alarm;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.backend.outbox.Job;
import dev.touchstone.backend.outbox.WorkKind;
import java.util.Locale;

/// What a delivery of an action asks for; its subject is the run.
///
/// @param alarm as it was when the step was written down
record RunStep(Step step, Alarm alarm) {
    /// A step of a run; the steps of one run are worked off in order.
    static final WorkKind KIND = WorkKind.laned("action", "alarm.action");

    Job job(PipelineName pipeline, String runId) {
        return new Job.Work(KIND, pipeline, runId, runId, this);
    }

    /// One step of a run.
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

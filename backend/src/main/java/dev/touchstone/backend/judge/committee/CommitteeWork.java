package dev.touchstone.backend.judge.committee;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// A part of what a committee has to do about one output: the payload of its delivery.
///
/// @param model the model's name in the configuration
record CommitteeWork(String model, Step step) {
    enum Step {
        /// The model is asked the same as the pipeline's own.
        ANSWER,
        /// The judge is asked whether its answer means the same as the pipeline's.
        COMPARE;

        @JsonValue
        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}

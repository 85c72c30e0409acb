package dev.touchstone.backend.drift.action;

import dev.touchstone.api.alarm.Alarm;
import java.util.List;
import java.util.Optional;

/// Finds alarms. Whoever raises them answers.
public interface AlarmLookup {
    /// Where nothing watches for drift, there are no alarms.
    AlarmLookup NONE = new AlarmLookup() {
        @Override
        public Optional<Alarm> alarm(String id) {
            return Optional.empty();
        }

        @Override
        public List<Alarm> open(String pipeline) {
            return List.of();
        }
    };

    /// The alarm of that id; empty when there is none.
    Optional<Alarm> alarm(String id);

    /// A pipeline's alarms that are not over.
    List<Alarm> open(String pipeline);
}

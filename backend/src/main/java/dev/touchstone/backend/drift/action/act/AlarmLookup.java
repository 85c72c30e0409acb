package dev.touchstone.backend.drift.action.act;

import dev.touchstone.api.alarm.Alarm;
import dev.touchstone.api.id.PipelineName;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Finds alarms. Whoever raises them answers.
public interface AlarmLookup {
    /// Where nothing watches for drift, there are no alarms.
    AlarmLookup NONE = new AlarmLookup() {
        @Override
        public Optional<Alarm> alarm(String id) {
            return Optional.empty();
        }

        @Override
        public Optional<Alarm> locked(Handle transaction, String id) {
            return Optional.empty();
        }

        @Override
        public List<Alarm> open(PipelineName pipeline) {
            return List.of();
        }
    };

    /// The alarm of that id; empty when there is none.
    Optional<Alarm> alarm(String id);

    /// As above, and it stays as it is until the caller's transaction ends.
    Optional<Alarm> locked(Handle transaction, String id);

    /// A pipeline's alarms that are not over.
    List<Alarm> open(PipelineName pipeline);
}

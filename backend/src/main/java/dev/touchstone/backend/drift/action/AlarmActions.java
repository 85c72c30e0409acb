package dev.touchstone.backend.drift.action;

import dev.touchstone.api.Alarm;
import dev.touchstone.api.AlarmDetail;
import dev.touchstone.api.Pipeline;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// What alarms do besides their message.
public final class AlarmActions {
    /// Within the transaction that opens an alarm.
    public void opened(Handle transaction, Pipeline pipeline, Alarm alarm) {}

    /// Within the transaction that ends one.
    public void recovered(Handle transaction, Pipeline pipeline, Alarm alarm) {}

    /// What was done because of an alarm, oldest first.
    public List<AlarmDetail.Run> runs(Handle handle, String alarmId) {
        return List.of();
    }

    /// Names of the actions that somebody may start now.
    public List<String> available(Pipeline pipeline, Alarm alarm) {
        return List.of();
    }
}

package dev.touchstone.backend.drift;

import dev.touchstone.api.alarm.Alarm;
import org.jdbi.v3.core.Handle;

/// Hears of alarms as they open, within the transaction that opens them.
@FunctionalInterface
public interface AlarmListener {
    /// Nobody needs to hear of it.
    AlarmListener NONE = (transaction, alarm) -> {};

    void opened(Handle transaction, Alarm alarm);
}

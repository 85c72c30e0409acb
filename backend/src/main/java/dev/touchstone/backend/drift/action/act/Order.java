package dev.touchstone.backend.drift.action.act;

import dev.touchstone.api.alarm.Alarm;
import dev.touchstone.api.alarm.AlarmAction;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.wire.Json;
import java.util.Optional;

/// What an act is to do, or to undo.
public record Order(RunRow run, AlarmAction action, Alarm alarm) {
    public static Order of(RunRow run, Alarm alarm) {
        return new Order(run, run.actionOf(), alarm);
    }

    PipelineName pipeline() {
        return run.pipeline();
    }

    /// The target of an action whose type needs one.
    String target() {
        return Optional.ofNullable(action.target())
                .orElseThrow(() -> new IllegalStateException("action " + action.name() + " has no target"));
    }

    /// What it takes to undo it; empty when it was never done.
    <T> Optional<T> memo(Class<T> type) {
        return Optional.ofNullable(run.end().memo()).map(text -> Json.read(text, type));
    }
}

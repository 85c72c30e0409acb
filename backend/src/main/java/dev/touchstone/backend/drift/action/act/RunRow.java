package dev.touchstone.backend.drift.action.act;

import dev.touchstone.api.alarm.AlarmAction;
import dev.touchstone.api.alarm.AlarmDetail;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Reviewer;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.mapper.Nested;
import org.jspecify.annotations.Nullable;

/// Public only because JDBI binds through public methods. One run of an action.
///
/// @param state one of the constants below
public record RunRow(
        String id,
        String alarmId,
        PipelineName pipeline,
        @Nested Ordered ordered,
        String state,
        boolean test,
        @Nested Started started,
        @Nested End end) {
    /// What was to be done.
    ///
    /// @param definition the action as it was when it began, as JSON
    public record Ordered(String action, String type, String definition) {}

    /// When, in epoch milliseconds, and by whom.
    ///
    /// @param startedBy null for the alarm itself
    public record Started(
            long startedAtMs,
            @Nullable ReviewerId startedBy,
            @Nullable String startedName) {}

    /// What came of it.
    ///
    /// @param overAtMs when the alarm was over; null until then
    /// @param memo what it takes to undo it, as JSON; null when nothing is left to undo
    public record End(
            @Nullable Long overAtMs,
            @Nullable String outcome,
            @Nullable String memo) {}

    public static final String WAITING = "waiting";
    public static final String DRY_RUN = "dry_run";
    public static final String DONE = "done";
    public static final String UNDONE = "undone";
    public static final String FAILED = "failed";

    /// A run that has not begun.
    public static RunRow waiting(
            String id,
            String alarmId,
            PipelineName pipeline,
            AlarmAction action,
            boolean test,
            Instant at,
            @Nullable Reviewer by) {
        return new RunRow(
                id,
                alarmId,
                pipeline,
                new Ordered(action.name(), action.type().wire(), Json.write(action)),
                WAITING,
                test,
                new Started(at.toEpochMilli(), by == null ? null : by.id(), by == null ? null : by.name()),
                new End(null, null, null));
    }

    public AlarmAction actionOf() {
        return Json.read(ordered.definition(), AlarmAction.class);
    }

    Instant startedAt() {
        return Instant.ofEpochMilli(started.startedAtMs());
    }

    public boolean is(String one, String... others) {
        return state.equals(one) || List.of(others).contains(state);
    }

    public boolean over() {
        return end.overAtMs() != null;
    }

    /// Who acts, for the ledger.
    public String actor() {
        return started.startedBy() == null
                ? "alarm:" + alarmId
                : started.startedBy().value();
    }

    public AlarmDetail.Run wire() {
        return new AlarmDetail.Run(
                id,
                ordered.action(),
                state,
                startedAt(),
                end.outcome(),
                started.startedBy() == null ? null : new Reviewer(started.startedBy(), started.startedName()));
    }
}

package dev.touchstone.api.alarm;

import dev.touchstone.api.delivery.Receipt;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.api.wire.TrendPoint;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An alarm with everything that happened in it.
///
/// @param history oldest first
/// @param actions what was done, or would have been done, because of it; oldest first
/// @param available names of the policy's actions that somebody may start now
/// @param trend the error rate before and during the episode, by week, oldest first; empty when it is not about a rate
/// @param marks when the prompt version and the model that it is about were first seen, as far as the trend reaches
/// @param messages where it is shown
public record AlarmDetail(
        Alarm alarm,
        List<Event> history,
        List<Run> actions,
        List<String> available,
        List<TrendPoint> trend,
        List<Mark> marks,
        List<Receipt> messages) {
    public AlarmDetail {
        history = List.copyOf(history);
        actions = List.copyOf(actions);
        available = List.copyOf(available);
        trend = List.copyOf(trend);
        marks = List.copyOf(marks);
        messages = List.copyOf(messages);
    }

    /// Something that began within the trend.
    ///
    /// @param label of the period of the trend in which it began
    /// @param text such as `prompt version v13`
    public record Mark(String label, String text) {}

    /// Something that happened.
    ///
    /// @param text in plain words
    /// @param by who did it; null for the system
    public record Event(Instant at, String text, @Nullable Reviewer by) {}

    /// One run of an action.
    ///
    /// @param id stays the same over retries; receivers use it to drop what they have seen
    /// @param action its name in the policy
    /// @param state `waiting`, `dry_run`, `done`, `undone` or `failed`
    /// @param outcome what came of it, in words; a link where there is one
    public record Run(
            String id,
            String action,
            String state,
            Instant at,
            @Nullable String outcome,
            @Nullable Reviewer by) {}
}

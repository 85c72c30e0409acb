package dev.touchstone.backend.drift.action.act;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What came of doing or undoing. Texts are sentences for people and hold no secrets.
public sealed interface Outcome {
    /// It is done.
    ///
    /// @param memo what it takes to undo it, written as JSON; null when there is nothing to undo
    record Done(String text, @Nullable Object memo) implements Outcome {
        static Done of(String text) {
            return new Done(text, null);
        }
    }

    /// There was something to undo, and it is better left as it is.
    record Kept(String text) implements Outcome {}

    /// There was nothing to undo.
    record Nothing() implements Outcome {}

    /// It may work later. What was asked for may have been done all the same.
    ///
    /// @param after not sooner than that; null to leave it to the backoff
    record Again(String why, @Nullable Duration after) implements Outcome {}

    /// Trying again is useless until somebody does what the text says.
    record Failed(String text) implements Outcome {}
}

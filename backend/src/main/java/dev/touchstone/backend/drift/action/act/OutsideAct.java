package dev.touchstone.backend.drift.action.act;

/// An act that calls others. It may be carried out a second time, when nobody knows whether the first one
/// arrived; the receiver must not notice.
public non-sealed interface OutsideAct extends Act {
    Outcome carryOut(Order order);

    Outcome undo(Order order);

    /// Somebody has taken the alarm on.
    Outcome acknowledge(Order order);
}

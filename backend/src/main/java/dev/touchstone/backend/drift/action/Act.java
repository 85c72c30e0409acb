package dev.touchstone.backend.drift.action;

/// One type of action.
sealed interface Act permits InsideAct, OutsideAct {
    /// What it would do, as it goes on after "Would ".
    String intention(Order order);
}

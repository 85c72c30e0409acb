package dev.touchstone.backend.drift.action.act;

/// One type of action.
public sealed interface Act permits InsideAct, OutsideAct {
    /// What it would do, as it goes on after "Would ".
    String intention(Order order);
}

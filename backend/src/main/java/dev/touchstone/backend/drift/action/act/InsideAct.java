package dev.touchstone.backend.drift.action.act;

import org.jdbi.v3.core.Handle;

/// An act within the database: it and the note of it are one transaction, so it happens exactly once.
public non-sealed interface InsideAct extends Act {
    Outcome carryOut(Handle transaction, Order order);

    Outcome undo(Handle transaction, Order order);
}

package dev.touchstone.api;

import org.jspecify.annotations.Nullable;

/// Takes a decision back. Within the policy's undo window only the reviewer who decided may (`undo`); later anybody who
/// may review can open the review again (`reopen`).
///
/// @param reviewer who
/// @param revision the revision that is taken back
/// @param note why; null for none
public record UndoRequest(
        Reviewer reviewer, int revision, @Nullable String note) {
    public UndoRequest {
        if (reviewer == null) {
            throw new InvalidField("reviewer", "is required: {id, name}");
        }
    }
}

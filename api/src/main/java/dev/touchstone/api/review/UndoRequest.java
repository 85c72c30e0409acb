package dev.touchstone.api.review;

import dev.touchstone.api.wire.Check;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.api.wire.Limits;
import dev.touchstone.api.wire.Reviewer;
import org.jspecify.annotations.Nullable;

/// Takes a decision back. Within the policy's undo window only the reviewer who decided may (`undo`); later anybody who
/// may review can open the review again (`reopen`).
///
/// @param reviewer who
/// @param revision the revision that is taken back
/// @param note why, at most 3,000 characters; null for none
public record UndoRequest(
        Reviewer reviewer,
        int revision,
        @Limits(maxSize = 3000) @Nullable String note) {
    public UndoRequest {
        if (reviewer == null) {
            throw new InvalidField("reviewer", "is required: {id, name}");
        }
        Check.note(note);
    }
}

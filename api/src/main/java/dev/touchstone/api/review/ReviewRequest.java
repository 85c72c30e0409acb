package dev.touchstone.api.review;

import dev.touchstone.api.wire.Check;
import dev.touchstone.api.wire.Limits;
import dev.touchstone.api.wire.Reviewer;
import org.jspecify.annotations.Nullable;

/// Somebody's wish that people look at an output.
///
/// @param by who wishes it; a program when absent
/// @param note why, at most 3,000 characters; told in the thread of the card
public record ReviewRequest(
        @Nullable Reviewer by,
        @Limits(maxSize = 3000) @Nullable String note) {
    public ReviewRequest {
        Check.note(note);
    }
}

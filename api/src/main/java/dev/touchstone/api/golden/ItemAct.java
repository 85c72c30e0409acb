package dev.touchstone.api.golden;

import dev.touchstone.api.wire.Check;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.api.wire.Limits;
import dev.touchstone.api.wire.Reviewer;
import org.jspecify.annotations.Nullable;

/// What somebody does with an item: admit, retire or restore it.
///
/// @param reviewer who does it
/// @param note why, at most 3,000 characters; goes to the ledger
public record ItemAct(
        Reviewer reviewer, @Limits(maxSize = 3000) @Nullable String note) {
    public ItemAct {
        if (reviewer == null) {
            throw new InvalidField("reviewer", "is required: {id, name}");
        }
        Check.note(note);
    }

    public static ItemAct by(Reviewer reviewer) {
        return new ItemAct(reviewer, null);
    }
}

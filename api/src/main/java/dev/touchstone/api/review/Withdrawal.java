package dev.touchstone.api.review;

import dev.touchstone.api.wire.Check;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.api.wire.Limits;
import dev.touchstone.api.wire.Reviewer;
import org.jspecify.annotations.Nullable;

/// Somebody's word that an open review is not needed any more.
///
/// @param by who says so; the key that asks when absent
/// @param reason why, at most 3,000 characters; shown on the card and told to whoever waits
public record Withdrawal(
        @Nullable Reviewer by,
        @Limits(minSize = 1, maxSize = 3000) String reason) {
    public Withdrawal {
        Check.present("reason", reason);
        if (reason.isBlank()) {
            throw new InvalidField("reason", "must say why the review is not needed any more");
        }
        Check.optionalLabel("reason", reason, 3000);
    }
}

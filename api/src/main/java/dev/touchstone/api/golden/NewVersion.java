package dev.touchstone.api.golden;

import dev.touchstone.api.wire.Check;
import dev.touchstone.api.wire.Limits;
import dev.touchstone.api.wire.Reviewer;
import org.jspecify.annotations.Nullable;

/// Asks for a version to be frozen.
///
/// @param by who wants it; the key when absent
/// @param why what for, at most 3,000 characters
public record NewVersion(
        @Nullable Reviewer by,
        @Limits(maxSize = 3000) @Nullable String why) {
    public static final NewVersion PLAIN = new NewVersion(null, null);

    public NewVersion {
        Check.note(why);
    }
}

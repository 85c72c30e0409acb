package dev.touchstone.api.review;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Decisions that were searched for, newest first. As with outputs, a page may hold few or none while there is more to
/// search.
///
/// @param items what was found
/// @param nextCursor pass it as `cursor` to search on; null when everything was looked at
/// @param searchedTo everything decided from then on was looked at; null when everything was
/// @param total how many there are, when it was asked for
public record DecisionPage(
        List<FoundDecision> items,
        @Nullable String nextCursor,
        @Nullable Instant searchedTo,
        @Nullable Total total) {
    public DecisionPage {
        items = List.copyOf(items);
    }

    /// How many decisions are like this.
    ///
    /// @param count at most 1,000
    /// @param atLeast whether there may be more
    public record Total(int count, boolean atLeast) {}
}

package dev.touchstone.api.golden;

import org.jspecify.annotations.Nullable;

/// What became of a decision: the item that was made of it.
///
/// @param itemId the item
/// @param kind what it teaches
/// @param state where it stands
/// @param conflict whether it contradicts another answer to the same input
/// @param held whether no side can take it
/// @param split the side it is on; null while it has none
/// @param items how many items of the pipeline are golden, counted no further than [#MOST]
public record GoldenFate(
        String itemId,
        GoldenKind kind,
        GoldenState state,
        boolean conflict,
        boolean held,
        @Nullable GoldenSplit split,
        int items) {
    /// Nobody needs to know it more exactly on a card.
    public static final int MOST = 10_000;
}

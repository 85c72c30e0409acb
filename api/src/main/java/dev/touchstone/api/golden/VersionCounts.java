package dev.touchstone.api.golden;

import java.util.Map;

/// What is in a version, and what the rule named and is not.
///
/// @param items how many items
/// @param kinds of each kind
/// @param splits the split table
/// @param leftOut what was left out, by reason
public record VersionCounts(int items, Map<GoldenKind, Integer> kinds, Map<GoldenSplit, Side> splits, LeftOut leftOut) {

    /// One side.
    ///
    /// @param items how many items
    /// @param groups how many groups they make
    /// @param largestGroup items of the largest: what is in one group says one thing many times
    public record Side(int items, int groups, int largestGroup) {}

    /// What was left out.
    ///
    /// @param conflicts items whose input people answered differently
    /// @param held items that join groups on different sides
    /// @param duplicates items that say what another one in the version says
    /// @param contradicted outputs that one person rejected and another approved
    /// @param erased items whose texts are gone
    public record LeftOut(int conflicts, int held, int duplicates, int contradicted, int erased) {}
}

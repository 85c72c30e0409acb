package dev.touchstone.api.golden;

import java.util.List;

/// Whether the sides of a version know each other. Computed from the texts of its items, not from how they were
/// grouped.
///
/// @param dataset the dataset's name
/// @param number the version's number
/// @param compared items that were compared; those whose texts are gone could not be
/// @param nearPairs pairs of nearly the same input on different sides
/// @param sharedValues values of group fields that are on different sides
/// @param sharedGroups groups that are on different sides
/// @param examples some of what was found, at most 20
/// @param held items of the dataset's pipelines that are kept out because they would leak
/// @param largestGroupShare the largest group's share of all items, 0 to 1
public record LeakReport(
        String dataset,
        int number,
        int compared,
        int nearPairs,
        int sharedValues,
        int sharedGroups,
        List<Leak> examples,
        int held,
        double largestGroupShare) {
    public LeakReport {
        examples = List.copyOf(examples);
    }

    /// Two items that should be on one side.
    ///
    /// @param item the one
    /// @param side where it is
    /// @param other the other
    /// @param otherSide where that is
    /// @param by what they have in common: `near` or the name of a group field
    public record Leak(String item, GoldenSplit side, String other, GoldenSplit otherSide, String by) {}
}

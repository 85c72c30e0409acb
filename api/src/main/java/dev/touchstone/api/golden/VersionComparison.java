package dev.touchstone.api.golden;

import java.util.List;

/// How two versions of a dataset differ.
///
/// @param from the number of the one
/// @param to the number of the other
/// @param same items in both
/// @param added how many are only in `to`
/// @param removed how many are only in `from`
/// @param changed how many inputs have another item in `to`; they count neither as added nor as removed
/// @param addedItems ids of the added, at most 200
/// @param removedItems ids of the removed, at most 200
/// @param changedItems the changed, at most 200
public record VersionComparison(
        int from,
        int to,
        int same,
        int added,
        int removed,
        int changed,
        List<String> addedItems,
        List<String> removedItems,
        List<Change> changedItems) {
    public VersionComparison {
        addedItems = List.copyOf(addedItems);
        removedItems = List.copyOf(removedItems);
        changedItems = List.copyOf(changedItems);
    }

    /// One input whose answer changed.
    ///
    /// @param before the item's id in `from`
    /// @param after the item's id in `to`
    public record Change(String before, String after) {}
}

package dev.touchstone.api.review;

/// How many open reviews there are. Each is counted up to [#MOST]: one that reaches it means "so many or more".
///
/// @param open that wait
/// @param overdue of those, past their due time
/// @param claimed held by the reviewer who was asked for; 0 when none was
public record ReviewCounts(int open, int overdue, int claimed) {
    /// Where counting ends.
    public static final int MOST = 1_000;
}

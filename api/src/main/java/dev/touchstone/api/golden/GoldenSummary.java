package dev.touchstone.api.golden;

/// How large a pipeline's set is.
///
/// @param golden items in use, conflicts left out
/// @param train of them, those on the side to learn from
/// @param dev of them, those on the side to choose with
/// @param test of them, those on the side to measure with
/// @param proposed items that wait for a person
/// @param conflicts inputs that people gave different answers to
/// @param held items that join groups on different sides
/// @param lastWeek items in use that came in the last seven days
public record GoldenSummary(
        long golden, long train, long dev, long test, long proposed, long conflicts, long held, long lastWeek) {}

package dev.touchstone.backend.review;

import org.jspecify.annotations.Nullable;

/// Where a review stands. Public only because JDBI binds through public methods.
///
/// @param state the state as it is stored
/// @param revision counts what changed the review; a claim does not
/// @param decisionId the decision in force; null while there is none
/// @param closedAtMs epoch milliseconds; null while it is open
/// @param closedWhy why it was withdrawn or has expired; null for every other state
/// @param withdrawnBy who asked that it be withdrawn; null when nobody did, such as for what the judge released
public record Standing(
        String state,
        int revision,
        long createdAtMs,
        long dueAtMs,
        @Nullable String decisionId,
        @Nullable Long closedAtMs,
        @Nullable String closedWhy,
        @Nullable String withdrawnBy) {}

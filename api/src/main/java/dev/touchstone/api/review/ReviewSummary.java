package dev.touchstone.api.review;

import org.jspecify.annotations.Nullable;

/// A review in a list, with enough to recognise it.
///
/// @param review the review
/// @param query the first 200 characters of the query; null when there is none or it is gone
/// @param output the first 200 characters of the output; null once retention has removed it
/// @param confidence the output's confidence; null when it has none or the review is blind and undecided
public record ReviewSummary(
        Review review,
        @Nullable String query,
        @Nullable String output,
        @Nullable Double confidence) {}

package dev.touchstone.backend.advice;

import org.jspecify.annotations.Nullable;

/// What the loop's work costs.
///
/// @param reviewerHour what an hour of a reviewer costs, in the unit of `judge.prices`; without it, nothing
///     is said of costs
public record CostConfig(@Nullable Double reviewerHour) {
    private static final double MOST = 100_000;

    public CostConfig {
        if (reviewerHour != null && !(reviewerHour > 0 && reviewerHour <= MOST)) {
            throw new IllegalArgumentException("reviewer_hour must be above 0 and at most 100000, was " + reviewerHour);
        }
    }
}

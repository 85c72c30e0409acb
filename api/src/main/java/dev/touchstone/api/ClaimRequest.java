package dev.touchstone.api;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Asks for, or gives back, a lease on a review.
///
/// @param reviewer who
/// @param lease how long, at most 1h; 10m when absent. Ignored by release and skip
/// @param assignedBy who gives the review to the reviewer; null when they took it themselves. Ignored by release and
/// skip
public record ClaimRequest(
        Reviewer reviewer,
        @Nullable Duration lease,
        @Nullable Reviewer assignedBy) {
    public ClaimRequest {
        if (reviewer == null) {
            throw new InvalidField("reviewer", "is required: {id, name}");
        }
        if (lease != null && (lease.isNegative() || lease.isZero() || lease.compareTo(Duration.ofHours(1)) > 0)) {
            throw new InvalidField("lease", "must be from 1s to 1h");
        }
    }

    /// Who takes or gives back the review themselves.
    public static ClaimRequest of(Reviewer reviewer) {
        return new ClaimRequest(reviewer, null, null);
    }
}

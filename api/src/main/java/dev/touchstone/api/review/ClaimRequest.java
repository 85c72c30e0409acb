package dev.touchstone.api.review;

import dev.touchstone.api.wire.HumanDurations;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.api.wire.Reviewer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Asks for, or gives back, a lease on a review.
///
/// @param reviewer who
/// @param lease how long, at most 1h, or 24h for one that is assigned; 10m when absent. Ignored by release and skip
/// @param assignedBy who gives the review to the reviewer; null when they took it themselves. Ignored likewise
public record ClaimRequest(
        Reviewer reviewer,
        @Nullable Duration lease,
        @Nullable Reviewer assignedBy) {
    public ClaimRequest {
        if (reviewer == null) {
            throw new InvalidField("reviewer", "is required: {id, name}");
        }
        Duration most = Duration.ofHours(assignedBy == null ? 1 : 24);
        if (lease != null && (lease.isNegative() || lease.isZero() || lease.compareTo(most) > 0)) {
            throw new InvalidField(
                    "lease",
                    "must be from 1s to " + HumanDurations.format(most)
                            + (assignedBy == null ? "" : " for an assigned review"));
        }
    }

    /// Who takes or gives back the review themselves.
    public static ClaimRequest of(Reviewer reviewer) {
        return new ClaimRequest(reviewer, null, null);
    }
}

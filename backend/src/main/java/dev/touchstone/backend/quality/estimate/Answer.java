package dev.touchstone.backend.quality.estimate;

/// What became of a review.
public enum Answer {
    APPROVED,
    EDITED,
    REJECTED,
    /// Not decided, and not due yet.
    PENDING,
    /// Overdue, expired or withdrawn: people skip the hard ones, so it is not like the others.
    MISSING;

    public boolean decided() {
        return this != PENDING && this != MISSING;
    }
}

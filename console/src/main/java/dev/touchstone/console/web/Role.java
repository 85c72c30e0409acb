package dev.touchstone.console.web;

/// What somebody may do with a pipeline; each may do all that those before it may.
public enum Role {
    /// Sees the queue and what is given to review.
    REVIEWER,
    /// Also searches outputs and decisions, and asks for reviews.
    LEAD,
    /// Also sees how good the pipeline is.
    OWNER,
    /// Everything, of every pipeline.
    ADMIN;

    public boolean covers(Role needed) {
        return compareTo(needed) >= 0;
    }

    /// As people see it.
    public String label() {
        return switch (this) {
            case REVIEWER -> "reviewer";
            case LEAD -> "lead";
            case OWNER -> "owner";
            case ADMIN -> "administrator";
        };
    }
}

package dev.touchstone.backend.drift;

import dev.touchstone.api.review.ReviewState;
import org.jdbi.v3.core.mapper.Nested;
import org.jspecify.annotations.Nullable;

/// Public only because JDBI constructs it. A review that the random audit opened.
public record FactRow(
        String id,
        long createdAtMs,
        @Nested About about,
        long dueAtMs,
        @Nested Draw draw,
        String state,
        int revision,
        @Nested Decided decided,
        @Nested Judged judged) {
    /// What was reviewed.
    ///
    /// @param hour in which the model answered, since 1970
    public record About(long hour, int policyVersion, String stratum, String promptVersion) {}

    /// Why: `u` in [0, 1) and the audit rate, 0 to 1, that it was held against.
    ///
    /// @param reasons why it was opened, joined
    public record Draw(double u, double auditRate, String reasons) {}

    /// What people said.
    ///
    /// @param action of the decision in force; null when there is none
    /// @param outcomes what the decision says of each attribute, as JSON; null when nothing
    public record Decided(@Nullable String action, @Nullable String outcomes) {}

    /// What the judge said.
    ///
    /// @param judgeVersion of the judgment that chance gave and that was there before the decision; null
    ///     without one
    /// @param judgeVerdict null without one
    public record Judged(
            @Nullable String judgeVersion, @Nullable String judgeVerdict) {}

    Position position() {
        return new Position(createdAtMs, id);
    }

    boolean open() {
        return state.equals(ReviewState.OPEN.wire());
    }
}

package dev.touchstone.backend.drift;

import dev.touchstone.api.review.ReviewState;
import org.jspecify.annotations.Nullable;

/// Public only because JDBI constructs it. A review that the random audit opened.
///
/// @param hour in which the model answered, since 1970
/// @param reasons why it was opened, joined
/// @param action of the decision in force; null when there is none
/// @param outcomes what the decision says of each attribute, as JSON; null when nothing
/// @param judgeVersion of the judgment that chance gave and that was there before the decision; null without one
/// @param judgeVerdict null without one
public record FactRow(
        String id,
        long createdAtMs,
        long hour,
        long dueAtMs,
        int policyVersion,
        String stratum,
        String promptVersion,
        double u,
        double auditRate,
        String reasons,
        String state,
        int revision,
        @Nullable String action,
        @Nullable String outcomes,
        @Nullable String judgeVersion,
        @Nullable String judgeVerdict) {
    Position position() {
        return new Position(createdAtMs, id);
    }

    boolean open() {
        return state.equals(ReviewState.OPEN.wire());
    }
}

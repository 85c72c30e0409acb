package dev.touchstone.backend.feedback.alert;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import org.jspecify.annotations.Nullable;

/// An output that users found critically bad. Public only because JDBI binds through public methods.
///
/// @param state held, opened, known when people look at it already or have, or gone when its text is removed
/// @param score the worst so far, 0 to 1
/// @param reasons of the review, comma-separated
/// @param reviewId the review it opened, or the one that was there; null while it is held
/// @param told how many events were told in the thread of its card
public record AlertRow(
        OutputId outputId,
        PipelineName pipeline,
        String state,
        double score,
        String reasons,
        long raisedAtMs,
        @Nullable Long openedAtMs,
        @Nullable ReviewId reviewId,
        int told) {
    static final String HELD = "held";
    static final String OPENED = "opened";
    static final String KNOWN = "known";
    static final String GONE = "gone";

    AlertRow opened(ReviewId review, long now) {
        return new AlertRow(outputId, pipeline, OPENED, score, reasons, raisedAtMs, now, review, told);
    }

    AlertRow in(String otherState, @Nullable ReviewId review) {
        return new AlertRow(outputId, pipeline, otherState, score, reasons, raisedAtMs, openedAtMs, review, told);
    }

    AlertRow worst(double other) {
        return new AlertRow(
                outputId, pipeline, state, Math.min(score, other), reasons, raisedAtMs, openedAtMs, reviewId, told);
    }

    AlertRow toldOnce() {
        return new AlertRow(outputId, pipeline, state, score, reasons, raisedAtMs, openedAtMs, reviewId, told + 1);
    }
}

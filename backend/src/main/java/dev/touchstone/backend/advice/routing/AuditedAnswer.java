package dev.touchstone.backend.advice.routing;

import dev.touchstone.api.quality.RoutingAdvice.Variant;
import dev.touchstone.api.review.DecisionAction;
import org.jspecify.annotations.Nullable;

/// An output that the random audit drew.
///
/// @param hour the model answered in, hours since the epoch
/// @param u the sampling key
/// @param rate at which the audit draws such outputs, in (0, 1]: u lies below it
/// @param topic its query's place in the [TopicModel]; -1 without one
/// @param action of the decision in force; null while there is none
/// @param waiting whether people may still answer in time
record AuditedAnswer(
        long hour,
        String model,
        String promptVersion,
        double u,
        double rate,
        int topic,
        @Nullable String action,
        boolean waiting) {
    private static final int HOURS_PER_WEEK = 168;

    Variant variant() {
        return new Variant(model, promptVersion);
    }

    long week() {
        return Math.floorDiv(hour, HOURS_PER_WEEK);
    }

    /// Of a decided one.
    boolean wrong() {
        return !DecisionAction.APPROVE.wire().equals(action);
    }
}

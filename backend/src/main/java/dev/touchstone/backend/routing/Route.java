package dev.touchstone.backend.routing;

import dev.touchstone.api.output.RouteReason;
import java.util.List;

/// Where an output goes.
public sealed interface Route {
    /// The probability, over the sampling key, that the output would be reviewed; 0 to 1.
    double inclusionProbability();

    /// The probability of the random audit alone; 0 to 1.
    double auditRate();

    /// It goes out without a human.
    record AutoApprove(double inclusionProbability, double auditRate) implements Route {}

    /// It waits for a check that gives it a confidence, by which it is settled later.
    record Checking(double inclusionProbability, double auditRate) implements Route {}

    /// A human looks at it.
    ///
    /// @param reasons why, at least one
    /// @param blind whether it is part of the random audit, whose reviewers must not see what the model thought
    /// @param risk how far the confidence lies below the threshold, 0 to 1
    record ToReview(
            double inclusionProbability, double auditRate, List<RouteReason> reasons, boolean blind, double risk)
            implements Route {
        public ToReview {
            reasons = List.copyOf(reasons);
        }
    }
}

package dev.touchstone.api.review;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.judge.SelfCheck;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.output.RouteName;
import dev.touchstone.api.output.RouteReason;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A stored output with what became of it.
///
/// @param id Touchstone's id
/// @param pipeline the pipeline's name
/// @param externalId the pipeline's own id
/// @param receivedAt when it was stored
/// @param status how far it is
/// @param body what the pipeline posted; null once the retention period has removed it
/// @param reviewId its latest review; null when there is none
/// @param verdict the decision in force; null while there is none
public record OutputView(
        OutputId id,
        PipelineName pipeline,
        String externalId,
        Instant receivedAt,
        OutputStatus status,
        @JsonUnwrapped Routed routed,
        @Nullable NewOutput body,
        @Nullable ReviewId reviewId,
        @Nullable Decision verdict) {
    /// Where it went, and why.
    ///
    /// @param route where routing sent it
    /// @param reasons why it was reviewed; empty when it was not
    /// @param inclusionProbability fixed at intake, 0 to 1
    /// @param policyVersion the policy version that routed it
    /// @param stratum the name of its stratum
    /// @param selfCheck the check that was to give it a confidence; null without one
    public record Routed(
            RouteName route,
            List<RouteReason> reasons,
            double inclusionProbability,
            int policyVersion,
            String stratum,
            @Nullable SelfCheck selfCheck) {
        public Routed {
            reasons = List.copyOf(reasons);
        }

        /// Without a check.
        public Routed(
                RouteName route,
                List<RouteReason> reasons,
                double inclusionProbability,
                int policyVersion,
                String stratum) {
            this(route, reasons, inclusionProbability, policyVersion, stratum, null);
        }
    }
}

package dev.touchstone.api.output;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.ReviewId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The answer to a posted output. It is given only once the output is durable.
///
/// @param id Touchstone's id of the output
/// @param externalId the pipeline's own id
/// @param route where it went
/// @param reasons why it is reviewed; empty when it is not
/// @param inclusionProbability the probability, fixed now, with which it would be reviewed whatever it says, 0 to 1
/// @param policyVersion the policy version that routed it
/// @param reviewId its review; null when auto-approved
public record OutputReceipt(
        OutputId id,
        String externalId,
        RouteName route,
        List<RouteReason> reasons,
        double inclusionProbability,
        int policyVersion,
        @Nullable ReviewId reviewId) {
    public OutputReceipt {
        reasons = List.copyOf(reasons);
    }
}

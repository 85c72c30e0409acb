package dev.touchstone.api.review;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.output.RouteReason;
import java.util.List;

/// A decision that was searched for, with the facts of its output.
///
/// @param inForce whether it is the verdict of its review now; what was undone is not
/// @param externalId the id that the pipeline gave the output
/// @param model `unspecified` when none was given
/// @param promptVersion `unspecified` when none was given
/// @param reasons why the output was reviewed
public record FoundDecision(
        Decision decision,
        boolean inForce,
        PipelineName pipeline,
        OutputId outputId,
        String externalId,
        String model,
        String promptVersion,
        String stratum,
        List<RouteReason> reasons) {
    public FoundDecision {
        reasons = List.copyOf(reasons);
    }
}

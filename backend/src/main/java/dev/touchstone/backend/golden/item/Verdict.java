package dev.touchstone.backend.golden.item;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.output.RouteReason;
import dev.touchstone.api.review.Decision;
import dev.touchstone.backend.output.Draw;
import dev.touchstone.backend.output.OutputRow;
import java.util.List;

/// A verdict of a person with all it is about.
///
/// @param decision what was decided
/// @param output the output's row
/// @param body its texts
/// @param behind whose policy holds: the pipeline, or the population of an experiment
/// @param draw how chance treated the output in this review
/// @param reasons why it was reviewed
public record Verdict(
        Decision decision,
        OutputRow output,
        NewOutput body,
        PipelineName behind,
        Draw draw,
        List<RouteReason> reasons) {
    public Verdict {
        reasons = List.copyOf(reasons);
    }

    boolean randomAudit() {
        return draw.u() < draw.auditRate();
    }
}

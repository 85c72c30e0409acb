package dev.touchstone.api.judge;

import dev.touchstone.api.id.OutputId;
import java.util.List;

/// The judgments of one output.
///
/// @param outputId the output
/// @param withheld whether there may be some that are not shown, because the output is under a blind review: the people
///     who judge the judge must not know what it said
/// @param judgments oldest first
public record JudgmentList(OutputId outputId, boolean withheld, List<Judgment> judgments) {
    public JudgmentList {
        judgments = List.copyOf(judgments);
    }
}

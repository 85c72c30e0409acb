package dev.touchstone.api.experiment;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What came of an experiment so far. It speaks about the cases that were uploaded and about nothing else; it is part
/// of
/// no figure of the pipeline.
///
/// @param experiment which, and how far it is
/// @param people what people decided
/// @param judge what the judge said, which is never quality; null when it was not asked
/// @param agreement how far the judge agrees with people on these outputs; null without any that both looked at
/// @param notes what a reader must know
public record ExperimentResult(
        Experiment experiment,
        ExperimentFindings people,
        @Nullable ExperimentFindings judge,
        @Nullable Agreement agreement,
        List<String> notes) {
    public ExperimentResult {
        notes = List.copyOf(notes);
    }

    /// Judge and people on the same outputs; equal outputs count once.
    ///
    /// @param share on which both said the same
    /// @param kappa Cohen's κ; null where it is not defined
    /// @param judgeOnly outputs that only the judge approves
    /// @param peopleOnly outputs that only people approve
    public record Agreement(
            ExperimentFindings.Share share, @Nullable Double kappa, long judgeOnly, long peopleOnly) {}
}

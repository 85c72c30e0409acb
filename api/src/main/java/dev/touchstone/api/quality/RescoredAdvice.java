package dev.touchstone.api.quality;

import java.util.List;

/// Which threshold a version that is not released yet may start with.
///
/// @param version which version it is
/// @param maxError tolerated error rate among auto-approved outputs, 0 to 1
/// @param confidence of all versions of the pipeline together that the error stays below it
/// @param delta what this version's trial spends of 1 − confidence
/// @param tested what it was tested with
/// @param certificate what can be promised; its audits are audited outputs on the test side
/// @param assumptions what must stay true for the guarantee to hold
public record RescoredAdvice(
        RescoredVersion version,
        double maxError,
        double confidence,
        double delta,
        Tested tested,
        ThresholdAdvice.Certificate certificate,
        List<String> assumptions) {
    public RescoredAdvice {
        assumptions = List.copyOf(assumptions);
    }

    /// Audited outputs on the test side.
    ///
    /// @param outputs how many there are
    /// @param scored of these, what the version was asked, repetitions of an input included
    /// @param unscored of these, what it was not asked: counts as wrong
    /// @param withoutItem of these, what has no item, because nobody decided in time or the policy keeps
    ///     none: counts as wrong
    /// @param taken rows of this request that count
    /// @param repeated rows of items that this version had said something to before, which counts
    /// @param ignored rows of items that are no test items of the random audit
    /// @param least how many scored without an error it takes at least
    public record Tested(
            int outputs, int scored, int unscored, int withoutItem, int taken, int repeated, int ignored, long least) {}
}

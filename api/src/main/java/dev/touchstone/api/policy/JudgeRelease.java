package dev.touchstone.api.policy;

import dev.touchstone.api.wire.Check;
import dev.touchstone.api.wire.Defaulted;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.api.wire.Limits;

/// Lets the judge release outputs that wait for a review for nothing but their low or missing confidence. It needs an
/// audit rate of at least 0.05 in every stratum, and it does nothing until a certificate says from which score on.
///
/// @param maxError tolerated share of wrong outputs among the released, above 0 to 0.2
/// @param confidence that it holds, over all certifications together, 0.5 to 0.999; default 0.9
public record JudgeRelease(
        @Limits(min = 0, max = 0.2) Double maxError,
        @Defaulted("0.9") @Limits(min = 0.5, max = 0.999) Double confidence) {
    /// The lowest audit rate under which the judge may release.
    public static final double LEAST_AUDIT = 0.05;

    public JudgeRelease {
        Check.present("max_error", maxError);
        if (!(maxError > 0 && maxError <= 0.2)) {
            throw new InvalidField("max_error", "must be above 0 and at most 0.2, was " + maxError);
        }
        confidence = confidence == null ? 0.9 : confidence;
        if (!(confidence >= 0.5 && confidence <= 0.999)) {
            throw new InvalidField("confidence", "must be from 0.5 to 0.999, was " + confidence);
        }
    }
}

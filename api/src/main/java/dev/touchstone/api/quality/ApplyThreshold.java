package dev.touchstone.api.quality;

import dev.touchstone.api.wire.Check;
import dev.touchstone.api.wire.Defaulted;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.api.wire.Limits;
import org.jspecify.annotations.Nullable;

/// Puts the certified threshold into force.
///
/// @param maxError tolerated error rate, strictly between 0 and 1; default 0.05
/// @param confidence strictly between 0 and 1; default 0.9
/// @param days of outputs to learn from, 1 to 3660; default 90
/// @param threshold refuse unless this is the certified one; null to take whatever is
public record ApplyThreshold(
        @Defaulted("0.05") Double maxError,
        @Defaulted("0.9") Double confidence,
        @Defaulted("90") @Limits(min = 1, max = 3660) Integer days,
        @Limits(min = 0, max = 1) @Nullable Double threshold) {
    public ApplyThreshold {
        maxError = inside("max_error", maxError, 0.05);
        confidence = inside("confidence", confidence, 0.9);
        days = days == null ? 90 : days;
        if (days < 1 || days > 3660) {
            throw new InvalidField("days", "must be from 1 to 3660, was " + days);
        }
        Check.probability("threshold", threshold);
    }

    private static double inside(String field, @Nullable Double given, double byDefault) {
        double value = given == null ? byDefault : given;
        if (!(value > 0 && value < 1)) {
            throw new InvalidField(field, "must lie strictly between 0 and 1, was " + value);
        }
        return value;
    }
}

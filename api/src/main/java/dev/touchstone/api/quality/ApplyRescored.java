package dev.touchstone.api.quality;

import dev.touchstone.api.wire.Check;
import dev.touchstone.api.wire.Defaulted;
import dev.touchstone.api.wire.Limits;
import org.jspecify.annotations.Nullable;

/// Puts the threshold into force that is certified for a version about to be released.
///
/// @param version which version it is
/// @param maxError as it was certified; default 0.05
/// @param confidence as it was certified; default 0.9
/// @param threshold refuse unless this is the certified one; null to take whatever is
public record ApplyRescored(
        RescoredVersion version,
        @Defaulted("0.05") Double maxError,
        @Defaulted("0.9") Double confidence,
        @Limits(min = 0, max = 1) @Nullable Double threshold) {
    public ApplyRescored {
        Check.present("version", version);
        ApplyThreshold terms = new ApplyThreshold(maxError, confidence, 1, threshold);
        maxError = terms.maxError();
        confidence = terms.confidence();
    }
}

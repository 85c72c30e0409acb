package dev.touchstone.backend.quality.estimate;

import dev.touchstone.stats.estimate.ExtractionOutcome;
import org.jspecify.annotations.Nullable;

/// What a reviewer found about one attribute.
///
/// @param confidence the model's, 0 to 1; null when it gave none
public record AttributeFinding(
        ExtractionOutcome outcome, @Nullable Double confidence) {
    /// Whether the value is right, or rightly absent.
    public boolean correct() {
        return outcome == ExtractionOutcome.CORRECT || outcome == ExtractionOutcome.RIGHTLY_ABSENT;
    }
}

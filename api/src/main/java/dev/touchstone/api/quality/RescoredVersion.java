package dev.touchstone.api.quality;

import dev.touchstone.api.wire.Check;
import dev.touchstone.api.wire.Defaulted;
import dev.touchstone.api.wire.Limits;

/// A version that is not released yet, by the names that its outputs will have.
///
/// @param model as outputs will name it, at most 200 characters
/// @param promptVersion likewise; `-` when outputs will name none
public record RescoredVersion(
        @Limits(maxSize = 200) String model,
        @Defaulted("-") @Limits(maxSize = 200) String promptVersion) {
    public RescoredVersion {
        Check.label("model", model, 200);
        promptVersion = promptVersion == null ? "-" : Check.label("prompt_version", promptVersion, 200);
    }
}

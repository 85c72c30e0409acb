package dev.touchstone.api.quality;

import dev.touchstone.api.id.PipelineName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Which outputs a figure is about; null fields do not narrow.
///
/// @param from the first moment, on the hour
/// @param to the first moment after, on the hour
/// @param fewShot `with` for outputs that were made with golden items as examples, `without` for the others
public record QualityScope(
        PipelineName pipeline,
        Instant from,
        Instant to,
        @Nullable String model,
        @Nullable String promptVersion,
        @Nullable String stratum,
        @Nullable String attribute,
        @Nullable String fewShot) {}

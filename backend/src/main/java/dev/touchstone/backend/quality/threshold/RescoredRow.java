package dev.touchstone.backend.quality.threshold;

import dev.touchstone.api.id.PipelineName;
import org.jspecify.annotations.Nullable;

/// Public only because JDBI binds through public methods. What a version said to an item.
///
/// @param outputHash null when only its correctness is known
/// @param correct null when the output is to be compared
public record RescoredRow(
        PipelineName pipeline,
        String model,
        String promptVersion,
        String itemId,
        double confidence,
        @Nullable String outputHash,
        @Nullable Boolean correct,
        long sentAtMs) {}
